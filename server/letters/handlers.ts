import { LETTERS_POLICY } from "@/domain/letters/policy";
import { addDuration } from "@/domain/shared/time";
import { execute } from "@/server/kernel/command";
import { handler, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { configuredMessenger } from "./adapters/messenger";
import { prepareLetter } from "./commands/prepare-letter";
import { recordDispatch } from "./commands/record-dispatch";
import { deliverDispatch } from "./deliver";
import { dispatchWaiting, letterWritten } from "./events";

export const lettersHandlers: readonly JobHandler[] = [
  handler(letterWritten, async ({ runtime, principal, eventId, requestId }, { letterId }) => {
    await execute(runtime, prepareLetter, { principal, input: { letterId }, key: eventId, requestId });
  }),
  handler(dispatchWaiting, (context, { dispatchId }) => deliverDispatch(context, dispatchId, configuredMessenger())),
];

const BATCH = 500;

/** Gives messages up for lost that the provider took and never spoke of again, in every programme. Gives how many. */
export async function giveUpLost(
  runtime: Runtime,
  options: { readonly requestId: string; readonly signal?: AbortSignal },
): Promise<number> {
  const before = addDuration(runtime.clock(), { hours: -LETTERS_POLICY.receiptHours });
  const { rows } = await runtime.pool.query<{ id: string; programme_id: string }>(
    `select id, programme_id from letter_dispatches where state = 'sent' and sent_at <= $1::timestamptz
     order by sent_at limit ${BATCH}`,
    [before],
  );
  let lost = 0;
  for (const { id, programme_id: programmeId } of rows) {
    if (options.signal?.aborted) break;
    const outcome = await execute(runtime, recordDispatch, {
      principal: { kind: "system", name: "system:worker", programmeId },
      input: { dispatchId: id, outcome: "silent" },
      key: `silent:${id}`,
      requestId: options.requestId,
    }).catch((error: unknown) => log("error", "letters-give-up-lost", { dispatch: id, ...safeError(error) }));
    if (outcome?.ok) lost += 1;
  }
  return lost;
}

export const lettersSchedules: readonly ScheduledJob[] = [
  {
    name: "letters-give-up-lost",
    cron: "*/10 * * * *",
    run: ({ runtime, requestId, signal }) => giveUpLost(runtime, { requestId, signal }),
  },
];
