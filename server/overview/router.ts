import { queryProcedure, router } from "@/server/kernel/trpc";
import { overviewStatusQuery, overviewSummaryQuery } from "./queries";

export const overviewRouter = router({
  summary: queryProcedure(overviewSummaryQuery),
  status: queryProcedure(overviewStatusQuery),
});
