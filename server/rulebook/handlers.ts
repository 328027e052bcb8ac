import { execute } from "@/server/kernel/command";
import type { ScheduledJob } from "@/server/kernel/jobs";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { CHANGE_KINDS } from "./change-kind";
import { expireChange } from "./commands/expire-change";

const BATCH = 200;

/** Ends proposed changes of the book whose time has run out, in every programme. Gives how many it ended. */
export async function expireChanges(
  runtime: Runtime,
  { requestId, signal }: { requestId: string; signal?: AbortSignal },
): Promise<number> {
  const { rows } = await runtime.pool.query<{ id: string; programme_id: string }>(
    `select id, programme_id from approvals where status = 'pending' and kind = any($1) and expires_at <= $2::timestamptz
     order by expires_at limit ${BATCH}`,
    [[...CHANGE_KINDS], runtime.clock()],
  );
  let ended = 0;
  for (const row of rows) {
    if (signal?.aborted) break;
    const principal = { kind: "system", name: "system:worker", programmeId: row.programme_id } as const;
    const call = { principal, input: { approvalId: row.id }, key: `expire:${row.id}`, requestId };
    const outcome = await execute(runtime, expireChange, call).catch((error: unknown) => {
      log("error", "rulebook-expire", { approval: row.id, ...safeError(error) });
      return null;
    });
    if (outcome?.ok) ended += 1;
  }
  return ended;
}

export const rulebookSchedules: readonly ScheduledJob[] = [
  {
    name: "rulebook-expire-changes",
    cron: "* * * * *",
    run: ({ runtime, requestId, signal }) => expireChanges(runtime, { requestId, signal }),
  },
];
