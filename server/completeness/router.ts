import "./notice-targets";
import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { explainDifference } from "./commands/explain-difference";
import { explainMiss } from "./commands/explain-miss";
import { exportRegister } from "./commands/export-register";
import { putStatement } from "./commands/put-statement";
import { anchorList, dayList, differenceDetail, differenceList } from "./day-queries";
import { controlRunList, missDetail, missList, registerList } from "./queries";

export const completenessRouter = router({
  register: queryProcedure(registerList),
  runs: queryProcedure(controlRunList),
  misses: queryProcedure(missList),
  miss: queryProcedure(missDetail),
  days: queryProcedure(dayList),
  differences: queryProcedure(differenceList),
  difference: queryProcedure(differenceDetail),
  anchors: queryProcedure(anchorList),
  explainMiss: commandProcedure(explainMiss),
  explainDifference: commandProcedure(explainDifference),
  putStatement: commandProcedure(putStatement),
  exportRegister: commandProcedure(exportRegister),
});
