import { expireOverdue } from "@/server/approvals/public";
import { execute } from "@/server/kernel/command";
import type { ScheduledJob } from "@/server/kernel/jobs";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { expireLossProposal } from "./commands/expire-proposal";
import { replaceAccounts } from "./commands/replace-accounts";
import { RESTORE_KIND } from "./restore-approval";
import { STOP_KIND } from "./stop-approval";

const BATCH = 200;

type Options = { readonly requestId: string; readonly signal?: AbortSignal };

/** Ends the reports whose accounts have all been closed and replaced. One that fails does not keep the others. */
async function endReplaced(runtime: Runtime, { requestId, signal }: Options): Promise<number> {
  const { rows } = await runtime.pool.query<{ id: string; programme_id: string }>(
    `select r.id, r.programme_id from loss_reports r where r.state = 'closing' and not exists (
       select from loss_protections p join accounts a on a.id = p.account_id
       where p.report_id = r.id and p.kind = 'debit' and a.status = 'open') order by r.reported_at limit ${BATCH}`,
  );
  let ended = 0;
  for (const { id, programme_id: programmeId } of rows) {
    if (signal?.aborted) break;
    const principal = { kind: "system", name: "system:worker", programmeId } as const;
    const call = { principal, input: { id }, key: `replace:${id}`, requestId };
    const outcome = await execute(runtime, replaceAccounts, call).catch((error: unknown) => {
      log("error", "losses-replace", { report: id, ...safeError(error) });
      return null;
    });
    if (outcome?.ok) ended += 1;
  }
  return ended;
}

/**
 * Ends proposals that nobody decided in time, and reports whose accounts have all been closed and replaced, in every
 * programme. It ends no protection of an open account. Gives how many it ended.
 */
export async function sweepLosses(runtime: Runtime, options: Options): Promise<number> {
  const restores = await expireOverdue(runtime, { kind: RESTORE_KIND, expire: expireLossProposal }, options);
  const stops = await expireOverdue(runtime, { kind: STOP_KIND, expire: expireLossProposal }, options);
  return restores + stops + (await endReplaced(runtime, options));
}

export const sweepLossesSchedule: ScheduledJob = {
  name: "losses-sweep",
  cron: "* * * * *",
  run: ({ runtime, requestId, signal }) => sweepLosses(runtime, { requestId, signal }),
};
