import { execute } from "@/server/kernel/command";
import { handler, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { deleteClass } from "./commands/delete-class";
import { classesDue, termsChanged } from "./events";
import { followTerms } from "./follow-law";
import { runDue } from "./run";

export const retentionHandlers: readonly JobHandler[] = [
  handler(classesDue, async ({ runtime, principal, eventId, attempt, requestId }, { entryIds }) => {
    // Alone from the second try on: what fails of another does not keep these.
    const input = { entryIds, others: attempt === 1 };
    await execute(runtime, deleteClass, { principal, input, key: eventId, requestId });
  }),
  handler(termsChanged, followTerms),
];

export const retentionSchedules: readonly ScheduledJob[] = [
  {
    name: "retention-due",
    cron: "23 18 * * *",
    run: ({ runtime, requestId, signal }) => runDue(runtime, { requestId, signal }),
  },
];
