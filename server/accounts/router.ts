import { queryProcedure, router } from "@/server/kernel/trpc";
import { accountDetailQuery, accountsListQuery } from "./queries";

export const accountsRouter = router({
  list: queryProcedure(accountsListQuery),
  detail: queryProcedure(accountDetailQuery),
});
