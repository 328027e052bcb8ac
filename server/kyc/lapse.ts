import { execute } from "@/server/kernel/command";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { lapseRequests } from "./commands/lapse-requests";

/**
 * Ends, in every programme, what ran out: requests unanswered and submissions never complete. One programme that fails
 * does not keep the others. Gives how many things were ended.
 */
export async function lapseWaiting(
  runtime: Runtime,
  options: { requestId: string; signal?: AbortSignal },
): Promise<number> {
  const { rows } = await runtime.pool.query<{ programme_id: string }>(
    `select programme_id from kyc_requests where state = 'open'
     union select programme_id from kyc_submissions where status = 'collecting'`,
  );
  let ended = 0;
  for (const { programme_id: programmeId } of rows) {
    for (let more = true; more && !options.signal?.aborted; ) {
      const principal = { kind: "system", name: "system:worker", programmeId } as const;
      const call = { principal, input: {}, key: `kyc-lapse:${newId()}`, requestId: options.requestId };
      const outcome = await execute(runtime, lapseRequests, call).catch((error: unknown) => {
        log("error", "kyc-lapse", { programme: programmeId, ...safeError(error) });
        return undefined;
      });
      more = outcome?.ok === true && outcome.result.more;
      if (outcome?.ok) ended += outcome.result.requests + outcome.result.submissions;
    }
  }
  return ended;
}
