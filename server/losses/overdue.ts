import { LOSSES_POLICY } from "@/domain/losses/policy";
import { execute } from "@/server/kernel/command";
import type { ScheduledJob } from "@/server/kernel/jobs";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { escalateReview } from "./commands/escalate-review";
import { REVIEW_ITEM } from "./store";

const BATCH = 500;

/** Presses for every overdue look at a short stop, once at its due moment and again each day it stays undone. Ends nothing. */
export async function escalateReviews(
  runtime: Runtime,
  { requestId, signal }: { readonly requestId: string; readonly signal?: AbortSignal },
): Promise<number> {
  const { rows } = await runtime.pool.query<{ subject_id: string; programme_id: string; again: number }>(
    `select subject_id, programme_id, floor(extract(epoch from $1::timestamptz - due_at) / 3600 / $3)::integer as again
     from work_items where kind = $2 and state = 'open' and due_at <= $1::timestamptz order by due_at, id limit ${BATCH}`,
    [runtime.clock(), REVIEW_ITEM, LOSSES_POLICY.escalateEveryHours],
  );
  let pressed = 0;
  for (const { subject_id: id, programme_id: programmeId, again } of rows) {
    if (signal?.aborted) break;
    const principal = { kind: "system", name: "system:worker", programmeId } as const;
    const call = { principal, input: { id }, key: `press:${id}:${again}`, requestId };
    const outcome = await execute(runtime, escalateReview, call).catch((error: unknown) => {
      log("error", "losses-overdue", { report: id, ...safeError(error) });
      return null;
    });
    if (outcome?.ok && !outcome.replayed) pressed += 1;
  }
  return pressed;
}

export const escalateReviewsSchedule: ScheduledJob = {
  name: "losses-escalate-reviews",
  cron: "*/10 * * * *",
  run: ({ runtime, requestId, signal }) => escalateReviews(runtime, { requestId, signal }),
};
