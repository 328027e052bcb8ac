import type { z } from "zod";
import { type Command, execute } from "@/server/kernel/command";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";

const BATCH = 200;

/**
 * Ends the proposals of a kind that nobody decided in time, in every programme, each by the command of its capability.
 * One that fails does not keep the others. Gives how many ended.
 */
export async function expireOverdue<I extends z.ZodType, R>(
  runtime: Runtime,
  of: { readonly kind: string; readonly expire: Command<I, R> },
  { requestId, signal }: { requestId: string; signal?: AbortSignal },
): Promise<number> {
  const { rows } = await runtime.pool.query<{ id: string; programme_id: string }>(
    `select id, programme_id from approvals where status = 'pending' and kind = $1 and expires_at <= $2::timestamptz
     order by expires_at limit ${BATCH}`,
    [of.kind, runtime.clock()],
  );
  let ended = 0;
  for (const row of rows) {
    if (signal?.aborted) break;
    const principal = { kind: "system", name: "system:worker", programmeId: row.programme_id } as const;
    const call = { principal, input: { approvalId: row.id }, key: `expire:${row.id}`, requestId };
    const outcome = await execute(runtime, of.expire, call).catch((error: unknown) => {
      log("error", "approvals-expire", { approval: row.id, ...safeError(error) });
      return null;
    });
    if (outcome?.ok) ended += 1;
  }
  return ended;
}
