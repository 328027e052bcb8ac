import { execute } from "@/server/kernel/command";
import type { ScheduledJob } from "@/server/kernel/jobs";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { expireOverride } from "./commands/expire-override";
import { OVERRIDE_KIND } from "./overrides";

const BATCH = 200;

/** Ends overrides that nobody decided in time, in every programme. One that fails does not keep the others. Gives how many. */
export async function expireOverrides(
  runtime: Runtime,
  { requestId, signal }: { requestId: string; signal?: AbortSignal },
): Promise<number> {
  const { rows } = await runtime.pool.query<{ id: string; programme_id: string }>(
    `select id, programme_id from approvals where status = 'pending' and kind = $1 and expires_at <= $2::timestamptz
     order by expires_at limit ${BATCH}`,
    [OVERRIDE_KIND, runtime.clock()],
  );
  let ended = 0;
  for (const row of rows) {
    if (signal?.aborted) break;
    const principal = { kind: "system", name: "system:worker", programmeId: row.programme_id } as const;
    const call = { principal, input: { approvalId: row.id }, key: `expire:${row.id}`, requestId };
    const outcome = await execute(runtime, expireOverride, call).catch((error: unknown) => {
      log("error", "kyc-expire", { approval: row.id, ...safeError(error) });
      return null;
    });
    if (outcome?.ok) ended += 1;
  }
  return ended;
}

/** Every minute, as proposals of the other desks. */
export const expireOverridesSchedule: ScheduledJob = {
  name: "kyc-expire-overrides",
  cron: "* * * * *",
  run: ({ runtime, requestId, signal }) => expireOverrides(runtime, { requestId, signal }),
};
