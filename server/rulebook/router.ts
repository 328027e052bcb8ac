import { queryProcedure, router } from "@/server/kernel/trpc";
import { rulebookDetailQuery, rulebookDocumentsQuery, rulebookListQuery } from "./queries";

export const rulebookRouter = router({
  list: queryProcedure(rulebookListQuery),
  detail: queryProcedure(rulebookDetailQuery),
  documents: queryProcedure(rulebookDocumentsQuery),
});
