import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { announceChange } from "./commands/announce-change";
import { closeReview } from "./commands/close-review";
import { dismissHold } from "./commands/dismiss-hold";
import { raiseDoubt } from "./commands/raise-doubt";
import { recordGoodReason } from "./commands/record-reason";
import { releaseHold } from "./commands/release-hold";
import { reviewDetailQuery } from "./detail";
import "./follow-law";
import { figures, holdsList, reviewsList, triggersList } from "./queries";

export const reverificationRouter = router({
  list: queryProcedure(reviewsList),
  detail: queryProcedure(reviewDetailQuery),
  triggers: queryProcedure(triggersList),
  holds: queryProcedure(holdsList),
  figures: queryProcedure(figures),
  raise: commandProcedure(raiseDoubt),
  announce: commandProcedure(announceChange),
  recordReason: commandProcedure(recordGoodReason),
  close: commandProcedure(closeReview),
  releaseHold: commandProcedure(releaseHold),
  dismissHold: commandProcedure(dismissHold),
});
