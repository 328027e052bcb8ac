import { type SQL, sql } from "drizzle-orm";
import { last4, normaliseIdNumber } from "@/domain/customers/normalise";
import type { LocalDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { type CustomerField, sealField } from "./kept-fields";

/** What a check of somebody's identity established, in clear. What is undefined stays as it is on record. */
export type CheckedIdentity = {
  readonly customerId: string;
  /** The check it comes from. */
  readonly submissionId: string;
  readonly document: {
    readonly type: string;
    readonly number: string;
    readonly validFrom: LocalDate | null;
    /** Null for a paper that holds without end. */
    readonly validTo: LocalDate | null;
  } | null;
  readonly name: string | undefined;
  readonly phone: string | undefined;
  readonly address: string | undefined;
  readonly occupation: string | undefined;
  readonly nationality: string | undefined;
};

const SEALED = ["name", "phone", "address"] as const satisfies readonly CustomerField[];
const PLAIN = ["occupation", "nationality"] as const;
const place = (rowId: string) => ({ table: "identity_documents", column: "number_sealed", rowId });

/**
 * Writes what was checked into the customer's record: the paper becomes the valid one of its type and those before it
 * `replaced`, and the other fields are overwritten (what was declared before stays with its own submission). He is found
 * by the numbers of his valid papers and no others. The entry names fields, no values. The caller knows the customer to
 * be of the actor's programme.
 */
export async function recordCheckedIdentity(scope: Scope, checked: CheckedIdentity): Promise<AuditEvent> {
  const { tx, actor } = scope;
  const { customerId } = checked;
  const written: string[] = [];
  const changes: SQL[] = [];
  for (const field of SEALED) {
    const value = checked[field];
    if (value === undefined) continue;
    const { column, sealed } = await sealField(scope, customerId, field, value);
    changes.push(sql`${sql.identifier(column)} = ${sealed}`);
    written.push(field);
  }
  for (const field of PLAIN) {
    if (checked[field] === undefined) continue;
    changes.push(sql`${sql.identifier(field)} = ${checked[field]}`);
    written.push(field);
  }
  changes.push(sql`version = version + 1`);
  await tx.execute(sql`update customers set ${sql.join(changes, sql`, `)}
    where id = ${customerId}::uuid and programme_id = ${actor.programmeId}`);
  const replaced = checked.document ? await replaceDocument(scope, checked, checked.document) : 0;
  return {
    kind: "customers.identity.record",
    subject: { type: "customer", id: customerId },
    data: {
      submission: checked.submissionId,
      fields: written,
      documentType: checked.document?.type ?? null,
      validTo: checked.document?.validTo ?? null,
      replaced,
    },
  };
}

/** Records a paper and retires the valid ones of its type. Gives how many were retired. */
async function replaceDocument(
  scope: Scope,
  { customerId, submissionId }: CheckedIdentity,
  document: NonNullable<CheckedIdentity["document"]>,
): Promise<number> {
  const { tx, actor, now, vault, newId } = scope;
  const number = normaliseIdNumber(document.number) ?? document.number;
  const retired = await tx.execute(sql`update identity_documents set status = 'replaced'
    where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} and type = ${document.type} and status <> 'replaced'`);
  const id = newId<"identity-document">();
  const sealed = await vault.seal({ type: "customer", id: customerId, retentionClass: "identity" }, place(id), number);
  await tx.execute(sql`insert into identity_documents (id, programme_id, legal_entity_id, customer_id, type, number_sealed,
      valid_from, valid_to, status, submission_id, created_at)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${customerId}::uuid, ${document.type}, ${sealed},
      ${document.validFrom}::date, ${document.validTo}::date, 'valid', ${submissionId}::uuid, ${now}::timestamptz)`);
  await indexNumbers(scope, customerId);
  return retired.rowCount ?? 0;
}

/** Makes a customer found by the numbers of the papers that hold, and by no others. */
export async function indexNumbers({ tx, actor, vault }: Scope, customerId: string): Promise<void> {
  const { rows } = await tx.execute<{ id: string; sealed: Buffer }>(sql`select id, number_sealed as sealed
    from identity_documents where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId}
      and status <> 'replaced'`);
  const numbers = await vault.openAll(rows.map((row) => ({ place: place(row.id), sealed: row.sealed })));
  await tx.execute(sql`delete from blind_index where programme_id = ${actor.programmeId}
    and kind in ('id-number', 'id-number-last4') and subject_type = 'customer' and subject_id = ${customerId}::uuid`);
  for (const plain of numbers) {
    const number = plain === null ? undefined : normaliseIdNumber(plain);
    if (number === undefined) continue;
    const tail = last4(number);
    const keys = [["id-number", number] as const, ...(tail ? [["id-number-last4", tail] as const] : [])];
    for (const [kind, value] of keys) {
      await tx.execute(sql`insert into blind_index (programme_id, legal_entity_id, kind, value, subject_type, subject_id, retention_class)
        values (${actor.programmeId}, ${actor.legalEntityId}, ${kind}, ${vault.blind(kind, value)}, 'customer',
          ${customerId}::uuid, 'identity') on conflict do nothing`);
    }
  }
}
