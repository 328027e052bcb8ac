import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { confirmHit } from "./commands/confirm-hit";
import { dismissHit } from "./commands/dismiss-hit";
import { hitDetailQuery, listHits, listsOverviewQuery } from "./queries";
import "./adapters/un-consolidated";
import "./commands/load-list";
import "./notice-targets";

export const screeningRouter = router({
  lists: queryProcedure(listsOverviewQuery),
  hits: queryProcedure(listHits),
  hit: queryProcedure(hitDetailQuery),
  confirm: commandProcedure(confirmHit),
  dismiss: commandProcedure(dismissHit),
});
