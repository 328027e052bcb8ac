import { batchSettled } from "@/server/ingestion/events";
import type { Command } from "@/server/kernel/command";
import { execute } from "@/server/kernel/command";
import { handler, type JobContext, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { requestLapsed, submissionDecided } from "@/server/kyc/events";
import { askCustomer } from "./commands/ask-customer";
import { recomputeTriggers } from "./commands/recompute-triggers";
import { recordAnswer } from "./commands/record-answer";
import { recordEvent } from "./commands/record-event";
import { recordLapse } from "./commands/record-lapse";
import { settleReview } from "./commands/settle-review";
import { eventTold, linesChanged, reviewEnded, reviewOpened } from "./events";
import "./follow-law";
import { runNight } from "./night";

/** Runs a command for a piece of news, once; a refusal says that it is out of date. */
async function follow(
  { runtime, principal, eventId, requestId }: JobContext,
  cmd: unknown,
  input: unknown,
): Promise<void> {
  await execute(runtime, cmd as Command, { principal, input, key: eventId, requestId });
}

export const reverificationHandlers: readonly JobHandler[] = [
  handler(batchSettled, (context, { batchId }) => follow(context, recomputeTriggers, { of: "batch", batchId })),
  handler(linesChanged, (context) => follow(context, recomputeTriggers, { of: "ledger" })),
  handler(reviewOpened, (context, { reviewId }) => follow(context, askCustomer, { reviewId })),
  handler(reviewEnded, (context, { reviewId }) => follow(context, settleReview, { reviewId })),
  handler(eventTold, (context, told) => follow(context, recordEvent, told)),
  handler(submissionDecided, (context, { submissionId, decision }) =>
    decision === "ask" ? Promise.resolve() : follow(context, recordAnswer, { submissionId, decision }),
  ),
  handler(requestLapsed, async (context, { requestId, subjectId, ground }) => {
    if (ground === "re-verification" && subjectId !== null)
      await follow(context, recordLapse, { reviewId: subjectId, requestId });
  }),
];

export const reverificationSchedules: readonly ScheduledJob[] = [
  {
    name: "reverification-nightly",
    cron: "23 17 * * *",
    run: ({ runtime, requestId, signal }) => runNight(runtime, { requestId, signal }),
  },
];
