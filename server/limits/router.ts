import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { endAdjustment } from "./commands/end-adjustment";
import { lowerAdjustment } from "./commands/lower-adjustment";
import { requestAdjustment } from "./commands/request-adjustment";
import { withdrawAdjustment } from "./commands/withdraw-adjustment";
import { adjustmentsList } from "./list-queries";
import { limitsAccountQuery } from "./queries";
import "./public";

export const limitsRouter = router({
  account: queryProcedure(limitsAccountQuery),
  list: queryProcedure(adjustmentsList),
  raise: commandProcedure(requestAdjustment),
  lower: commandProcedure(lowerAdjustment),
  end: commandProcedure(endAdjustment),
  withdraw: commandProcedure(withdrawAdjustment),
});
