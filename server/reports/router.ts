import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { checkCandidate } from "./commands/check-candidate";
import { endExemption } from "./commands/end-exemption";
import { exportLargeValue } from "./commands/export-large-value";
import { requestExemption } from "./commands/request-exemption";
import { largeValueDetail, largeValueList } from "./queries";
import "./evidence-subject";
import "./follow-law";

export const reportsRouter = router({
  largeValueList: queryProcedure(largeValueList),
  largeValueDetail: queryProcedure(largeValueDetail),
  checkLargeValue: commandProcedure(checkCandidate),
  requestExemption: commandProcedure(requestExemption),
  endExemption: commandProcedure(endExemption),
  exportLargeValue: commandProcedure(exportLargeValue),
});
