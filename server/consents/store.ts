import { sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type {
  ChangeClass,
  ConsentChange,
  ConsentState,
  MajorChange,
  NoticeWay,
  PolicyDocument,
  PolicyVersion,
  Purpose,
  VersionState,
} from "@/domain/consents/model";
import type { Instant } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** Subject type of a policy version. */
export const POLICY_VERSION = "policy-version";
/** Subject type of what a customer says about his data. */
export const CUSTOMER = "customer";

type Reader = Pick<Scope, "tx" | "actor">;

export type StoredVersion = PolicyVersion & {
  readonly number: string;
  readonly label: string;
  readonly textHash: string;
  readonly changeClass: ChangeClass;
  readonly majorChanges: readonly MajorChange[];
  readonly noticeWays: readonly NoticeWay[];
  readonly consultedAt: Instant | null;
  readonly wantedAt: Instant;
  readonly publishedAt: Instant | null;
  readonly acceptance: boolean;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly approvalId: string;
  readonly version: number;
};

export type VersionRow = {
  id: string;
  number: string;
  document: PolicyDocument;
  seq: number;
  label: string;
  text_hash: string;
  change_class: ChangeClass;
  major_changes: MajorChange[];
  purposes: Purpose[];
  changed_purposes: Purpose[];
  notice_ways: NoticeWay[];
  consulted_at: string | null;
  state: VersionState;
  wanted_at: string;
  published_at: string | null;
  effective_at: string | null;
  acceptance: boolean;
  proposed_by: string;
  proposed_at: string;
  approval_id: string;
  version: number;
};

export const VERSION_COLUMNS = sql`v.id, v.number, v.document, v.seq, v.label, v.text_hash, v.change_class, v.major_changes, v.purposes,
  v.changed_purposes, v.notice_ways, v.consulted_at, v.state, v.wanted_at, v.published_at, v.effective_at, v.acceptance,
  v.proposed_by, v.proposed_at, v.approval_id, v.version`;

export const toVersion = (row: VersionRow): StoredVersion => ({
  id: row.id,
  number: row.number,
  document: row.document,
  seq: row.seq,
  label: row.label,
  textHash: row.text_hash,
  changeClass: row.change_class,
  majorChanges: row.major_changes,
  purposes: row.purposes,
  changedPurposes: row.changed_purposes,
  noticeWays: row.notice_ways,
  consultedAt: toInstantOrNull(row.consulted_at),
  state: row.state,
  wantedAt: toInstant(row.wanted_at),
  publishedAt: toInstantOrNull(row.published_at),
  effectiveAt: toInstantOrNull(row.effective_at),
  acceptance: row.acceptance,
  proposedBy: row.proposed_by,
  proposedAt: toInstant(row.proposed_at),
  approvalId: row.approval_id,
  version: row.version,
});

/** A version of the programme; locked when asked. Throws not-found otherwise. */
export async function loadVersion(
  { tx, actor }: Reader,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredVersion> {
  const { rows } = await tx.execute<VersionRow>(sql`select ${VERSION_COLUMNS} from policy_versions v
    where v.id = ${id}::uuid and v.programme_id = ${actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  return toVersion(rows[0] ?? notFound());
}

/** Every published version of the programme, oldest first. */
export async function publishedVersions({ tx, actor }: Reader): Promise<readonly StoredVersion[]> {
  const { rows } = await tx.execute<VersionRow>(sql`select ${VERSION_COLUMNS} from policy_versions v
    where v.programme_id = ${actor.programmeId} and v.state = 'published' order by v.document, v.seq`);
  return rows.map(toVersion);
}

export type StoredState = ConsentState & { readonly refusedAt: Instant | null; readonly versionId: string | null };

type StateRow = {
  purpose: Purpose;
  change: ConsentChange;
  at: string;
  refused_at: string | null;
  policy_version_id: string | null;
  document: PolicyDocument | null;
  seq: number | null;
};

/** What a customer last said, purpose by purpose; locked when asked. */
export async function statesOf(
  { tx, actor }: Reader,
  customerId: string,
  options: { lock?: boolean } = {},
): Promise<readonly StoredState[]> {
  const { rows } =
    await tx.execute<StateRow>(sql`select s.purpose, s.change, s.at, s.refused_at, s.policy_version_id, v.document, v.seq
    from consent_states s left join policy_versions v on v.id = s.policy_version_id
    where s.customer_id = ${customerId}::uuid and s.programme_id = ${actor.programmeId}
    order by s.purpose ${options.lock ? sql`for update of s` : sql``}`);
  return rows.map((row) => ({
    purpose: row.purpose,
    change: row.change,
    at: toInstant(row.at),
    document: row.document ?? "payment-privacy",
    seq: row.seq ?? 0,
    refusedAt: toInstantOrNull(row.refused_at),
    versionId: row.policy_version_id,
  }));
}

/** Refuses, by not-found, a customer of elsewhere; holds him while something of his is written. */
export async function holdCustomer({ tx, actor }: Reader, customerId: string): Promise<void> {
  const { rows } = await tx.execute(sql`select from customers where id = ${customerId}::uuid
    and programme_id = ${actor.programmeId} for no key update`);
  if (rows.length === 0) notFound();
}

/** What is kept of one saying. */
export type Saying = {
  readonly customerId: string;
  readonly purposes: readonly Purpose[];
  readonly change: ConsentChange;
  readonly versionId: string | null;
  readonly channel: string;
  readonly asked: boolean;
  readonly at: Instant;
  readonly reason?: string | null;
  readonly evidenceId?: string | null;
  readonly requestId?: string | null;
};

/**
 * Adds what was said, and makes it what the system asks from now on: both in the caller's transaction. What was said before
 * something already known is kept, and changes nothing.
 */
export async function addSaying({ tx, actor, now, newId }: Scope, saying: Saying): Promise<void> {
  for (const purpose of saying.purposes) {
    const id = newId<"consent-event">();
    await tx.execute(sql`insert into consent_events (id, programme_id, legal_entity_id, customer_id, purpose, change, policy_version_id,
        channel, asked, reason_code, evidence_id, request_id, at, recorded_at, recorded_by)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${saying.customerId}::uuid, ${purpose}, ${saying.change},
        ${saying.versionId}::uuid, ${saying.channel}, ${saying.asked}, ${saying.reason ?? null}::text, ${saying.evidenceId ?? null}::uuid,
        ${saying.requestId ?? null}::uuid, ${saying.at}::timestamptz, ${now}::timestamptz, ${actor.id})`);
    const refusedAt = saying.change === "given" ? null : saying.at;
    await tx.execute(sql`insert into consent_states (id, programme_id, legal_entity_id, customer_id, purpose, change, policy_version_id,
        event_id, at, refused_at)
      values (${newId<"consent-state">()}, ${actor.programmeId}, ${actor.legalEntityId}, ${saying.customerId}::uuid, ${purpose},
        ${saying.change}, ${saying.versionId}::uuid, ${id}::uuid, ${saying.at}::timestamptz, ${refusedAt}::timestamptz)
      on conflict (customer_id, purpose) do update set change = excluded.change, policy_version_id = excluded.policy_version_id,
        event_id = excluded.event_id, at = excluded.at, refused_at = coalesce(excluded.refused_at, consent_states.refused_at)
      where excluded.at >= consent_states.at`);
  }
}
