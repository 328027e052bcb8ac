import type { PaymentCore } from "@/server/controls/public";
import { execute } from "@/server/kernel/command";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { advanceClosure } from "./commands/advance-closure";
import { takeLook } from "./look";

/** The core did not say how an account stands: the step is tried again. */
export class CoreSilent extends Error {}

/**
 * Looks at the account at the core and takes the next step of its closing. The look is taken with no transaction open;
 * everything in the house is looked at in the one that takes the step. Throws CoreSilent when it must be tried again.
 */
export async function advance(
  runtime: Runtime,
  core: Pick<PaymentCore, "dryRun">,
  step: { readonly closureId: string; readonly programmeId: string; readonly key: string; readonly requestId: string },
): Promise<void> {
  const { closureId, programmeId, key, requestId } = step;
  const principal = { kind: "system", name: "system:worker", programmeId } as const;
  const { rows } = await runtime.pool.query<{ account_id: string }>(
    "select account_id from closures where id = $1 and programme_id = $2 and state = 'approved'",
    [closureId, programmeId],
  );
  const accountId = rows[0]?.account_id;
  if (accountId === undefined) return;
  const looked = await takeLook(runtime, core, principal, accountId);
  if (!looked.ok) throw new CoreSilent(looked.code);
  await execute(runtime, advanceClosure, {
    principal,
    input: { closureId, look: looked.value.look },
    key,
    requestId,
  });
}

const BATCH = 100;
/** A step that has not been taken for so long was lost with its job. */
const LOST_MINUTES = 10;

/** Takes up closures that nobody moves any more, in every programme. One that fails does not keep the others. Gives how many. */
export async function resumeClosures(
  runtime: Runtime,
  core: Pick<PaymentCore, "dryRun">,
  { requestId, signal }: { requestId: string; signal?: AbortSignal },
): Promise<number> {
  const { rows } = await runtime.pool.query<{ id: string; programme_id: string }>(
    `select c.id, c.programme_id from closures c where c.state = 'approved' and
       (select max(s.at) from closure_steps s where s.closure_id = c.id) < $1::timestamptz - make_interval(mins => $2)
     order by c.requested_at limit ${BATCH}`,
    [runtime.clock(), LOST_MINUTES],
  );
  let moved = 0;
  for (const { id, programme_id: programmeId } of rows) {
    if (signal?.aborted) break;
    const done = await advance(runtime, core, { closureId: id, programmeId, key: `resume:${newId()}`, requestId }).then(
      () => true,
      (error: unknown) => {
        log("error", "closures-resume", { closure: id, ...safeError(error) });
        return false;
      },
    );
    if (done) moved += 1;
  }
  return moved;
}
