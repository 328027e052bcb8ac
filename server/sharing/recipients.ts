import { sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { Instant } from "@/domain/shared/time";
import type { Field, PartnerKind, PartnerState, SharingPurpose } from "@/domain/sharing/model";
import type { Scope } from "@/server/kernel/scope";

/** Whom a customer's data went to: which kinds, for what, since when, and whether he stopped it. */
export type Recipient = {
  readonly partnerId: string;
  readonly number: string;
  readonly name: string;
  readonly kind: PartnerKind;
  readonly contact: string;
  readonly purpose: SharingPurpose;
  readonly fields: readonly Field[];
  readonly state: PartnerState;
  readonly consentRequired: boolean;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly stoppedAt: Instant | null;
};

type Row = {
  id: string;
  number: string;
  name: string;
  kind: PartnerKind;
  contact: string;
  purpose: SharingPurpose;
  fields: Field[];
  state: PartnerState;
  consent_required: boolean;
  first_at: string;
  last_at: string;
  stopped_at: string | null;
};

/**
 * Everybody a customer's data were given to, first by number. What went out in a matter that must
 * stay unknown is not kept here and cannot be told from here.
 */
export async function recipientsOf(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  customerId: string,
): Promise<readonly Recipient[]> {
  const { rows } =
    await tx.execute<Row>(sql`select p.id, p.number, p.name, p.kind, p.contact, p.purpose, p.state, p.consent_required,
      array(select distinct unnest(e.fields) from sharing_disclosures e
        where e.partner_id = p.id and e.customer_id = ${customerId}::uuid order by 1) as fields,
      d.first_at, d.last_at, s.stopped_at
    from (select partner_id, min(at) as first_at, max(at) as last_at from sharing_disclosures
        where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} group by partner_id) d
      join sharing_partners p on p.id = d.partner_id
      left join sharing_stops s on s.partner_id = p.id and s.customer_id = ${customerId}::uuid and s.lifted_at is null
    where p.programme_id = ${actor.programmeId} order by p.number`);
  return rows.map((row) => ({
    partnerId: row.id,
    number: row.number,
    name: row.name,
    kind: row.kind,
    contact: row.contact,
    purpose: row.purpose,
    fields: row.fields,
    state: row.state,
    consentRequired: row.consent_required,
    firstAt: toInstant(row.first_at),
    lastAt: toInstant(row.last_at),
    stoppedAt: toInstantOrNull(row.stopped_at),
  }));
}

/** Which of these customers' data were given to anybody. */
export async function withRecipients(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  customerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.execute<{ customer_id: string }>(sql`select distinct customer_id from sharing_disclosures
    where customer_id = any(${sql.param([...customerIds])}::uuid[]) and programme_id = ${actor.programmeId}`);
  return new Set(rows.map((row) => row.customer_id));
}
