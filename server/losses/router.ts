import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { closeReport } from "./commands/close-report";
import { confirmReport } from "./commands/confirm-report";
import { recordCallBack } from "./commands/record-call-back";
import { recordEvidence } from "./commands/record-evidence";
import { recordPoliceReport } from "./commands/record-police";
import { reportLoss } from "./commands/report-loss";
import { requestRestore } from "./commands/request-restore";
import { reviewStop } from "./commands/review-stop";
import { setReportDisputes } from "./commands/set-disputes";
import { withdrawRestore } from "./commands/withdraw-restore";
import { lossDetailQuery } from "./detail";
import "./evidence-subject";
import { disputableList, gestureQuery, lossesFigures, lossesList } from "./queries";
import "./settle";

export const lossesRouter = router({
  list: queryProcedure(lossesList),
  detail: queryProcedure(lossDetailQuery),
  gesture: queryProcedure(gestureQuery),
  disputable: queryProcedure(disputableList),
  figures: queryProcedure(lossesFigures),
  protect: commandProcedure(reportLoss),
  callBack: commandProcedure(recordCallBack),
  evidence: commandProcedure(recordEvidence),
  disputes: commandProcedure(setReportDisputes),
  police: commandProcedure(recordPoliceReport),
  confirm: commandProcedure(confirmReport),
  restore: commandProcedure(requestRestore),
  withdrawRestore: commandProcedure(withdrawRestore),
  close: commandProcedure(closeReport),
  review: commandProcedure(reviewStop),
});
