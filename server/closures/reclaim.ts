import { NOTICES_A_RUN } from "@/domain/closures/policy";
import { execute } from "@/server/kernel/command";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { announceReclaim } from "./commands/announce-reclaim";
import { recomputeCandidates } from "./commands/recompute-candidates";

type Run = { readonly requestId: string; readonly signal?: AbortSignal };

/**
 * The night's look for unused accounts, in every programme: found, then told of, a number at a time. People propose them
 * afterwards; nothing is closed. One that fails does not keep the others. Gives how many were told of.
 */
export async function runReclaim(runtime: Runtime, { requestId, signal }: Run): Promise<number> {
  const { rows: programmes } = await runtime.pool.query<{ id: string }>("select id from programmes order by id");
  let told = 0;
  for (const { id: programmeId } of programmes) {
    if (signal?.aborted) break;
    const principal = { kind: "system", name: "system:worker", programmeId } as const;
    const call = { principal, requestId };
    await execute(runtime, recomputeCandidates, { ...call, input: {}, key: `reclaim:${requestId}` });
    const { rows } = await runtime.pool.query<{ id: string; version: number }>(
      `select id, version from closure_candidates where programme_id = $1 and state = 'found' order by found_at, id limit ${NOTICES_A_RUN}`,
      [programmeId],
    );
    for (const { id, version } of rows) {
      if (signal?.aborted) break;
      const outcome = await execute(runtime, announceReclaim, {
        ...call,
        input: { id },
        key: `reclaim-notice:${id}:${version}`,
      }).catch((error: unknown) => {
        log("error", "closures-reclaim", { candidate: id, ...safeError(error) });
        return null;
      });
      if (outcome?.ok) told += 1;
    }
  }
  return told;
}
