import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { checkCandidate } from "./commands/check-candidate";
import { exportLargeValue } from "./commands/export-large-value";
import { largeValueDetail, largeValueList } from "./queries";

export const reportsRouter = router({
  largeValueList: queryProcedure(largeValueList),
  largeValueDetail: queryProcedure(largeValueDetail),
  checkLargeValue: commandProcedure(checkCandidate),
  exportLargeValue: commandProcedure(exportLargeValue),
});
