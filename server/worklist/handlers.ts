import { execute } from "@/server/kernel/command";
import { handler, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { personDisabled } from "@/server/people/events";
import { releaseDue } from "./commands/release-due";
import { returnPersonItems } from "./commands/return-person-items";
import { stepBulk } from "./commands/step-bulk";
import { bulkStarted } from "./events";

export const worklistHandlers: readonly JobHandler[] = [
  handler(bulkStarted, async ({ runtime, principal, eventId, requestId, signal }, { bulkId }) => {
    for (let step = 0; ; step++) {
      // Thrown so that the job stays: it goes on later from where the bulk stands.
      if (signal.aborted) throw new Error("bulk stopped");
      const key = `${eventId}:${step}`;
      const outcome = await execute(runtime, stepBulk, { principal, input: { bulkId }, key, requestId });
      if (!outcome.ok) {
        if (outcome.code === "worklist.bulk.done") return;
        throw new Error(`bulk refused: ${outcome.code}`);
      }
      if (!outcome.result.more) return;
    }
  }),
  handler(personDisabled, async ({ runtime, eventId, requestId }, { personId }) => {
    // Whoever is out is out of every programme.
    const { rows } = await runtime.pool.query<{ programme_id: string }>(
      `select programme_id from work_items where assignee_id = $1 and state = 'open'
       union select programme_id from work_queue_members where person_id = $1`,
      [personId],
    );
    for (const { programme_id: programmeId } of rows) {
      const principal = { kind: "system", name: "system:worker", programmeId } as const;
      await execute(runtime, returnPersonItems, { principal, input: { personId }, key: eventId, requestId });
    }
  }),
];

/**
 * Brings back, in every programme, what ends by itself by now: locks, snoozes, suspensions; and marks promises that ran
 * out. One programme that fails does not keep the others. Gives how many programmes had something.
 */
export async function sweepWorklist(
  runtime: Runtime,
  options: { requestId: string; signal?: AbortSignal },
): Promise<number> {
  const { rows } = await runtime.pool.query<{ programme_id: string }>(
    `select distinct programme_id from work_items where wake_at <= $1::timestamptz
     union select distinct programme_id from work_promises where state = 'open' and due_at <= $1::timestamptz and overdue_at is null`,
    [runtime.clock()],
  );
  for (const { programme_id: programmeId } of rows) {
    let more = true;
    while (more && !options.signal?.aborted) {
      more = await execute(runtime, releaseDue, {
        principal: { kind: "system", name: "system:worker", programmeId },
        input: {},
        key: `sweep:${newId()}`,
        requestId: options.requestId,
      }).then(
        (outcome) => outcome.ok && outcome.result.more,
        (error: unknown) => {
          log("error", "worklist-sweep", { programme: programmeId, ...safeError(error) });
          return false;
        },
      );
    }
  }
  return rows.length;
}

export const worklistSchedules: readonly ScheduledJob[] = [
  {
    name: "worklist-release-due",
    cron: "* * * * *",
    run: ({ runtime, requestId, signal }) => sweepWorklist(runtime, { requestId, signal }),
  },
];
