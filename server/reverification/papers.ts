import { sql } from "drizzle-orm";
import type { RequestReason } from "@/domain/kyc/codes";
import { type DocumentKind, ENDED_STATES, ID_TYPES } from "@/domain/kyc/model";
import { COPY_OF } from "@/domain/kyc/nine";
import type { TriggerKind } from "@/domain/reverification/model";
import type { Scope } from "@/server/kernel/scope";

/** Which pictures a customer is asked for: those of the paper he last showed; the usual ones when none is on record. */
export async function wantedPictures(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  customerId: string,
): Promise<readonly DocumentKind[]> {
  const { rows } = await tx.execute<{ kind: string; type: string | null }>(sql`select c.kind,
      (select d.type from identity_documents d where d.customer_id = c.id order by (d.status = 'valid') desc, d.created_at desc, d.id limit 1) as type
    from customers c where c.id = ${customerId}::uuid and c.programme_id = ${actor.programmeId}`);
  const row = rows[0];
  if (row?.kind === "enterprise") return ["business-licence"];
  return COPY_OF[ID_TYPES.find((type) => type === row?.type) ?? "resident-id"];
}

/**
 * What the customer is told of why he is asked, by the kinds that everybody may see: that a paper ran out, or only that
 * the rules want him checked again. A doubt is not told.
 */
export function toldReasons(kinds: readonly TriggerKind[]): readonly RequestReason[] {
  const reasons = new Set<RequestReason>();
  for (const kind of kinds) {
    if (kind === "document-expiring") reasons.add("expired");
    else reasons.add("verify-again");
  }
  return [...reasons];
}

/** The kinds of the live triggers of a review that everybody may see, each once. */
export async function shownKinds({ tx }: Pick<Scope, "tx">, reviewId: string): Promise<readonly TriggerKind[]> {
  const { rows } = await tx.execute<{ kind: TriggerKind }>(sql`select distinct kind from reverification_triggers
    where review_id = ${reviewId}::uuid and state = 'joined' and clearance = 'general' order by kind`);
  return rows.map(({ kind }) => kind);
}

/**
 * Open reviews whose paper has come to a further stage before its end since its customer was asked, and who has handed
 * nothing in; one of them alone when asked.
 */
export async function remindersDue(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  reviewId: string | null = null,
): Promise<readonly string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`select r.id
    from reverifications r join kyc_requests q on q.id = r.request_id and q.state <> 'open'
    where r.programme_id = ${actor.programmeId} and r.state = 'at-desk' and r.id = coalesce(${reviewId}::uuid, r.id)
      and exists (select from reverification_triggers g where g.review_id = r.id and g.state = 'joined'
        and g.kind = 'document-expiring' and g.found_at > q.asked_at)
      and not exists (select from kyc_submissions s where s.customer_id = r.customer_id and s.programme_id = r.programme_id
        and s.status not in ${[...ENDED_STATES]})
    order by r.opened_at, r.id`);
  return rows.map(({ id }) => id);
}
