import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { listChanges, previewChange } from "./change-queries";
import { proposeCalendar } from "./commands/propose-calendar";
import { proposeClash } from "./commands/propose-clash";
import { proposeFigure } from "./commands/propose-figure";
import { rulebookClashesQuery, rulebookDetailQuery, rulebookDocumentsQuery, rulebookListQuery } from "./queries";

export const rulebookRouter = router({
  list: queryProcedure(rulebookListQuery),
  detail: queryProcedure(rulebookDetailQuery),
  documents: queryProcedure(rulebookDocumentsQuery),
  clashes: queryProcedure(rulebookClashesQuery),
  changes: queryProcedure(listChanges),
  previewChange: queryProcedure(previewChange),
  proposeFigure: commandProcedure(proposeFigure),
  proposeClash: commandProcedure(proposeClash),
  proposeCalendar: commandProcedure(proposeCalendar),
});
