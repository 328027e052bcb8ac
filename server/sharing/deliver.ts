import { sql } from "drizzle-orm";
import { epochMilliseconds } from "@/domain/shared/time";
import { env } from "@/env";
import { sendWebhook, signedHeaders } from "@/server/connections/public";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope, type Scope } from "@/server/kernel/scope";
import { sendNotice } from "./commands/send-notice";
import { loadNotice, type StoredNotice } from "./notice-store";

/** What came of handing a notice over at a door. */
export type Handed = { readonly ok: boolean; readonly problem: string | null; readonly head: string | null };
/** Posts a signed message; replaced in tests. */
export type Post = (outgoing: {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}) => Promise<Handed>;

export const postNotice: Post = async (outgoing) => {
  const sent = await sendWebhook(outgoing, { allowPrivate: env().WEBHOOK_ALLOW_PRIVATE === "yes" });
  return { ok: sent.problem === null, problem: sent.problem, head: sent.responseHead };
};

/** Most references one notice names; more of a customer go in none, and the recipient is asked by hand. */
const REFERENCES = 500;

type Ready = {
  readonly notice: StoredNotice;
  readonly url: string;
  readonly cipher: Buffer;
  readonly references: readonly string[];
};

/** A notice that is to be handed over now; undefined when it is confirmed, not due yet, or told by hand. */
async function ready(scope: Scope, noticeId: string): Promise<Ready | undefined> {
  const { tx, actor, now } = scope;
  const { rows } = await tx.execute<{
    url: string;
    cipher: Buffer;
    rounds: number;
  }>(sql`select p.notice_url as url, p.secret_cipher as cipher, n.rounds
    from sharing_notices n join sharing_partners p on p.id = n.partner_id
    where n.id = ${noticeId}::uuid and n.programme_id = ${actor.programmeId} and n.state <> 'confirmed'
      and n.next_at <= ${now}::timestamptz and p.notice_url is not null and p.secret_cipher is not null`);
  const [row] = rows;
  if (!row) return undefined;
  // The round is that of the same glance that found it due: what another worker records meanwhile makes this one the late.
  const notice = { ...(await loadNotice(scope, noticeId)), rounds: row.rounds };
  const found = notice.customerId
    ? await tx.execute<{ reference: string }>(sql`select reference from sharing_disclosures
        where partner_id = ${notice.partnerId}::uuid and customer_id = ${notice.customerId}::uuid order by at, id limit ${REFERENCES}`)
    : { rows: [] };
  return { notice, url: row.url, cipher: row.cipher, references: found.rows.map(({ reference }) => reference) };
}

/** True where the answer says that what was asked is done. */
function saysDone(head: string | null): boolean {
  try {
    const answer = JSON.parse(head ?? "") as { state?: unknown } | null;
    return answer?.state === "done";
  } catch {
    return false;
  }
}

/**
 * Hands a notice over: its number, what is asked and the references the recipient knows the data by; nothing of the person himself.
 * A worker killed in between hands it over again: the recipient knows it by its id, and what came of it is kept once.
 */
export async function deliverNotice(
  runtime: Runtime,
  principal: Principal,
  of: { readonly noticeId: string; readonly requestId: string },
  post: Post = postNotice,
): Promise<void> {
  const found = await inScope(runtime, principal, "read", async (scope) => ({
    keep: false,
    value: await ready(scope, of.noticeId),
  }));
  if (!found) return;
  const { notice, url, cipher, references } = found;
  const { id, number, kind, classes, openedAt, dueAt, partnerId, rounds } = notice;
  const body = JSON.stringify({
    type: "recipient-notice",
    id,
    number,
    kind,
    classes,
    references,
    openedAt,
    confirmBy: dueAt,
  });
  const at = new Date(epochMilliseconds(runtime.clock()));
  const headers = signedHeaders(runtime.keyRing, partnerId, [cipher], { id, at, body });
  const handed = await post({ url, headers, body });
  const outcome = !handed.ok ? "failed" : saysDone(handed.head) ? "done" : "taken";
  await execute(runtime, sendNotice, {
    principal,
    input: { noticeId: id, round: rounds, outcome, problem: handed.problem },
    key: `notice:${id}:${rounds}`,
    requestId: of.requestId,
  });
}
