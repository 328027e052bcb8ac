import { LOST_MINUTES } from "@/domain/incidents/policy";
import { execute } from "@/server/kernel/command";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { sendNotice } from "./commands/send-notice";

const BATCH = 50;

/** Takes up mass notices that nobody moves any more, in every programme. One that fails does not keep the others. Gives how many. */
export async function resumeNotices(
  runtime: Runtime,
  { requestId, signal }: { readonly requestId: string; readonly signal?: AbortSignal },
): Promise<number> {
  const { rows } = await runtime.pool.query<{ id: string; programme_id: string; steps: number }>(
    `select id, programme_id, steps from incident_notices where state = 'sending'
       and last_at < $1::timestamptz - make_interval(mins => $2) order by last_at limit ${BATCH}`,
    [runtime.clock(), LOST_MINUTES],
  );
  let moved = 0;
  for (const { id, programme_id: programmeId, steps } of rows) {
    if (signal?.aborted) break;
    const outcome = await execute(runtime, sendNotice, {
      principal: { kind: "system", name: "system:worker", programmeId },
      input: { noticeId: id },
      key: `incident-resume:${id}:${steps}`,
      requestId,
    }).catch((error: unknown) => {
      log("error", "incidents-resume", { notice: id, ...safeError(error) });
      return null;
    });
    if (outcome?.ok) moved += 1;
  }
  return moved;
}
