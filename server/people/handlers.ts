import { env } from "@/env";
import { execute } from "@/server/kernel/command";
import type { ScheduledJob } from "@/server/kernel/jobs";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { type MailPartsSource, registerMailParts } from "@/server/notifications/public";
import { expireGrants } from "./commands/expire-grants";
import { expireProposal } from "./commands/expire-proposal";
import { sendLink } from "./commands/send-link";
import { DELEGATION_KIND } from "./delegations";
import { linkPath, newLinkSecret } from "./links";
import { RESET_KIND } from "./resets";
import { ROLE_KIND } from "./role-requests";

/** Address and link of an e-mail to somebody who cannot sign in. The secret is made here and written nowhere. */
const linkMail: MailPartsSource = async ({ runtime, principal, requestId }, linkId) => {
  const { rows } = await runtime.pool.query<{ email: string }>(
    `select p.email from access_links l join people p on p.id = l.person_id
     where l.id = $1 and l.programme_id = $2 and p.disabled_at is null`,
    [linkId, principal.programmeId],
  );
  const address = rows[0]?.email;
  if (!address) return null;
  const { secret, hash } = newLinkSecret();
  const input = { linkId, hash };
  const kept = await execute(runtime, sendLink, { principal, input, key: newId(), requestId });
  if (!kept.ok) return null;
  return { address, locale: "zh-CN", link: `${env().PUBLIC_URL}${linkPath(secret)}`, until: kept.result.until };
};
registerMailParts("people.invitation", linkMail);
registerMailParts("people.reset", linkMail);

const BATCH = 200;
type Options = { requestId: string; signal?: AbortSignal };
const worker = (programmeId: string) => ({ kind: "system", name: "system:worker", programmeId }) as const;

/** Ends proposals about people whose time has run out, in every programme. Gives how many it ended. */
export async function expireProposals(runtime: Runtime, { requestId, signal }: Options): Promise<number> {
  const { rows } = await runtime.pool.query<{ id: string; programme_id: string }>(
    `select id, programme_id from approvals where status = 'pending' and kind = any($1) and expires_at <= $2::timestamptz
     order by expires_at limit ${BATCH}`,
    [[ROLE_KIND, DELEGATION_KIND, RESET_KIND], runtime.clock()],
  );
  let ended = 0;
  for (const row of rows) {
    if (signal?.aborted) break;
    const input = { approvalId: row.id };
    const call = { principal: worker(row.programme_id), input, key: `expire:${row.id}`, requestId };
    const outcome = await execute(runtime, expireProposal, call).catch((error: unknown) => {
      log("error", "people-expire", { approval: row.id, ...safeError(error) });
      return null;
    });
    if (outcome?.ok) ended += 1;
  }
  return ended;
}

/** Writes down the ends of grants whose time has run out, in every programme that has any. */
export async function expireDueGrants(runtime: Runtime, { requestId, signal }: Options): Promise<number> {
  const { rows } = await runtime.pool.query<{ programme_id: string }>(
    "select distinct programme_id from role_grants where ended_at is null and ends_at <= $1::timestamptz",
    [runtime.clock()],
  );
  let ended = 0;
  for (const { programme_id } of rows) {
    if (signal?.aborted) break;
    const call = { principal: worker(programme_id), input: {}, key: newId(), requestId };
    const outcome = await execute(runtime, expireGrants, call);
    if (outcome.ok) ended += outcome.result.ended;
  }
  return ended;
}

export const peopleSchedules: readonly ScheduledJob[] = [
  {
    name: "people-expire",
    cron: "* * * * *",
    run: async ({ runtime, requestId, signal }) => {
      const grants = await expireDueGrants(runtime, { requestId, signal });
      return grants + (await expireProposals(runtime, { requestId, signal }));
    },
  },
];
