import { queryProcedure, router } from "@/server/kernel/trpc";
import { worklistCountsQuery, worklistListQuery } from "./queries";

export const worklistRouter = router({
  list: queryProcedure(worklistListQuery),
  counts: queryProcedure(worklistCountsQuery),
});
