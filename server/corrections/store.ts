import { sql } from "drizzle-orm";
import type { Change, OnRecord } from "@/domain/corrections/decisions";
import type { CorrectionField, CorrectionOutcome, CorrectionState } from "@/domain/corrections/model";
import type { ClearRecord } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** Subject type of a correction. */
export const CORRECTION = "correction";

export type StoredCorrection = {
  readonly id: string;
  readonly number: string;
  readonly requestId: string | null;
  readonly customerId: string;
  readonly state: CorrectionState;
  readonly recordVersion: number;
  readonly evidenceIds: readonly string[];
};

type Row = {
  id: string;
  number: string;
  request_id: string | null;
  customer_id: string;
  state: CorrectionState;
  record_version: number;
  evidence_ids: string[];
};

/** A correction of the programme, locked when asked. Throws not-found otherwise. */
export async function loadCorrection(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredCorrection> {
  const { rows } =
    await tx.execute<Row>(sql`select id, number, request_id, customer_id, state, record_version, evidence_ids
    from corrections where id = ${id}::uuid and programme_id = ${actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  const row = rows[0] ?? notFound();
  return {
    id: row.id,
    number: row.number,
    requestId: row.request_id,
    customerId: row.customer_id,
    state: row.state,
    recordVersion: row.record_version,
    evidenceIds: row.evidence_ids,
  };
}

const place = (rowId: string, column: "before_sealed" | "after_sealed") => ({
  table: "correction_items",
  column,
  rowId,
});
const casework = (customerId: string) => ({ type: "customer", id: customerId, retentionClass: "casework" }) as const;

/** Keeps what stood and what is to stand, sealed under the customer's casework key. */
export async function insertItems(
  { tx, actor, vault, newId }: Scope,
  of: { readonly id: string; readonly customerId: string; readonly documentId: string | null },
  changes: readonly Change[],
): Promise<void> {
  for (const { field, before, after } of changes) {
    const id: string = newId<"correction-item">();
    const subject = casework(of.customerId);
    const stood = before === null ? null : await vault.seal(subject, place(id, "before_sealed"), before);
    const stands = await vault.seal(subject, place(id, "after_sealed"), after);
    const documentId = field.startsWith("document-") ? of.documentId : null;
    await tx.execute(sql`insert into correction_items (id, programme_id, legal_entity_id, correction_id, customer_id, field, document_id,
        before_sealed, after_sealed)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${of.id}::uuid, ${of.customerId}::uuid, ${field},
        ${documentId}::uuid, ${stood}::bytea, ${stands}::bytea)`);
  }
}

export type OpenedItem = {
  readonly field: CorrectionField;
  readonly documentId: string | null;
  readonly before: string | null;
  readonly after: string | null;
};
type ItemRow = {
  id: string;
  field: CorrectionField;
  document_id: string | null;
  before_sealed: Buffer | null;
  after_sealed: Buffer;
};

/** The fields of a correction, opened; a value whose key was destroyed is null. */
export async function openItems({ tx, actor, vault }: Scope, correctionId: string): Promise<readonly OpenedItem[]> {
  const { rows } = await tx.execute<ItemRow>(sql`select id, field, document_id, before_sealed, after_sealed
    from correction_items where correction_id = ${correctionId}::uuid and programme_id = ${actor.programmeId} order by id`);
  const opened = await vault.openAll(
    rows.flatMap((row) => [
      { place: place(row.id, "before_sealed"), sealed: row.before_sealed },
      { place: place(row.id, "after_sealed"), sealed: row.after_sealed },
    ]),
  );
  return rows.map((row, at) => ({
    field: row.field,
    documentId: row.document_id,
    before: opened[2 * at] ?? null,
    after: opened[2 * at + 1] ?? null,
  }));
}

/** Ends a locked correction. */
export async function endCorrection(
  { tx, actor, now }: Scope,
  id: string,
  end: { readonly state: CorrectionOutcome; readonly reason?: string | null },
): Promise<void> {
  await tx.execute(sql`update corrections set state = ${end.state}, reject_reason = ${end.reason ?? null}, ended_at = ${now}::timestamptz,
      ended_by = ${actor.id}, version = version + 1 where id = ${id}::uuid and programme_id = ${actor.programmeId}`);
}

/** What is on record, in the words of the fields a correction may name. */
export const onRecord = (record: ClearRecord): OnRecord => ({
  kind: record.kind,
  documentType: record.document?.type ?? null,
  values: {
    name: record.fields.name,
    phone: record.fields.phone,
    address: record.fields.address,
    "external-ref": record.fields.externalRef,
    occupation: record.occupation,
    nationality: record.nationality,
    "document-number": record.document?.number ?? null,
    "document-valid-from": record.document?.validFrom ?? null,
    "document-valid-to": record.document?.validTo ?? null,
  },
});
