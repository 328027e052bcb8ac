import { type SQL, sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { LawfulBasis } from "@/domain/consents/model";
import type { Instant } from "@/domain/shared/time";
import type {
  EndReason,
  Field,
  PartnerKind,
  PartnerState,
  Safeguard,
  ShareCase,
  SharingPurpose,
  TransferCase,
  Way,
} from "@/domain/sharing/model";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** Subject types of the capability; the notice's is also the kind of its work item. */
export const PARTNER = "sharing-partner";
export const NOTICE = "recipient-notice";
export const DEMAND = "foreign-demand";

export type StoredPartner = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly kind: PartnerKind;
  readonly country: string;
  readonly contact: string;
  readonly purpose: SharingPurpose;
  readonly way: Way;
  readonly fields: readonly Field[];
  readonly basis: LawfulBasis;
  readonly caseCode: ShareCase | TransferCase;
  readonly contractReference: string;
  readonly contractFrom: string;
  readonly contractTo: string | null;
  readonly safeguards: readonly Safeguard[];
  readonly consentRequired: boolean;
  readonly noticeUrl: string | null;
  readonly state: PartnerState;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
  readonly approvalId: string | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly endReason: EndReason | null;
  readonly keptUntil: string | null;
  readonly version: number;
};

export type PartnerRow = {
  id: string;
  number: string;
  name: string;
  kind: PartnerKind;
  country: string;
  contact: string;
  purpose: SharingPurpose;
  way: Way;
  fields: Field[];
  basis: LawfulBasis;
  case_code: ShareCase | TransferCase;
  contract_reference: string;
  contract_from: string;
  contract_to: string | null;
  safeguards: Safeguard[];
  consent_required: boolean;
  notice_url: string | null;
  state: PartnerState;
  recorded_by: string;
  recorded_at: string;
  approval_id: string | null;
  started_at: string | null;
  ended_at: string | null;
  end_reason: EndReason | null;
  kept_until: string | null;
  version: number;
};

export const PARTNER_COLUMNS = sql`p.id, p.number, p.name, p.kind, p.country, p.contact, p.purpose, p.way, p.fields, p.basis, p.case_code,
  p.contract_reference, p.contract_from::text as contract_from, p.contract_to::text as contract_to, p.safeguards, p.consent_required,
  p.notice_url, p.state, p.recorded_by, p.recorded_at, p.approval_id, p.started_at, p.ended_at, p.end_reason,
  p.kept_until::text as kept_until, p.version`;

export const toPartner = (row: PartnerRow): StoredPartner => ({
  id: row.id,
  number: row.number,
  name: row.name,
  kind: row.kind,
  country: row.country,
  contact: row.contact,
  purpose: row.purpose,
  way: row.way,
  fields: row.fields,
  basis: row.basis,
  caseCode: row.case_code,
  contractReference: row.contract_reference,
  contractFrom: row.contract_from,
  contractTo: row.contract_to,
  safeguards: row.safeguards,
  consentRequired: row.consent_required,
  noticeUrl: row.notice_url,
  state: row.state,
  recordedBy: row.recorded_by,
  recordedAt: toInstant(row.recorded_at),
  approvalId: row.approval_id,
  startedAt: toInstantOrNull(row.started_at),
  endedAt: toInstantOrNull(row.ended_at),
  endReason: row.end_reason,
  keptUntil: row.kept_until,
  version: row.version,
});

/** A partner of the programme; locked when asked. Throws not-found otherwise. */
export async function loadPartner(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredPartner> {
  const { rows } = await tx.execute<PartnerRow>(sql`select ${PARTNER_COLUMNS} from sharing_partners p
    where p.id = ${id}::uuid and p.programme_id = ${actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  return toPartner(rows[0] ?? notFound());
}

/** Writes columns of a locked partner, one version on. */
export async function savePartner({ tx }: Pick<Scope, "tx">, id: string, changes: readonly SQL[]): Promise<void> {
  await tx.execute(sql`update sharing_partners set ${sql.join([...changes, sql`version = version + 1`], sql`, `)}
    where id = ${id}::uuid`);
}

/** Refuses, by not-found, a customer of elsewhere; holds him while something of his is written. */
export async function holdCustomer({ tx, actor }: Pick<Scope, "tx" | "actor">, customerId: string): Promise<void> {
  const { rows } = await tx.execute(sql`select from customers where id = ${customerId}::uuid
    and programme_id = ${actor.programmeId} for no key update`);
  if (rows.length === 0) notFound();
}
