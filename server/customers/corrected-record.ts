import { type SQL, sql } from "drizzle-orm";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { indexNumbers } from "./checked-identity";
import { CUSTOMER_FIELDS, type CustomerField, sealField } from "./kept-fields";

/** A customer's own data in clear, with the valid paper they belong to. */
export type ClearRecord = {
  readonly number: string;
  readonly kind: "person" | "enterprise";
  readonly version: number;
  readonly fields: Readonly<Record<CustomerField, string | null>>;
  readonly occupation: string | null;
  readonly nationality: string | null;
  readonly document: {
    readonly id: string;
    readonly type: string;
    readonly number: string | null;
    readonly validFrom: string | null;
    readonly validTo: string | null;
  } | null;
};

type Row = {
  number: string;
  kind: "person" | "enterprise";
  version: number;
  occupation: string | null;
  nationality: string | null;
  name_sealed: Buffer | null;
  phone_sealed: Buffer | null;
  address_sealed: Buffer | null;
  external_ref_sealed: Buffer | null;
  document_id: string | null;
  type: string;
  number_sealed: Buffer | null;
  valid_from: string | null;
  valid_to: string | null;
};

const FIELDS = Object.keys(CUSTOMER_FIELDS) as CustomerField[];
const NUMBER = { table: "identity_documents", column: "number_sealed" } as const;

/** What is on record of a customer, opened and locked until the end of the transaction. Throws not-found otherwise. */
export async function lockRecord({ tx, actor, vault }: Scope, customerId: string): Promise<ClearRecord> {
  const { rows } =
    await tx.execute<Row>(sql`select c.number, c.kind, c.version, c.occupation, c.nationality, c.name_sealed, c.phone_sealed,
      c.address_sealed, c.external_ref_sealed, d.id as document_id, d.type, d.number_sealed, d.valid_from::text, d.valid_to::text
    from customers c left join lateral (select * from identity_documents i where i.customer_id = c.id and i.status <> 'replaced'
      order by i.created_at desc, i.id limit 1) d on true
    where c.id = ${customerId}::uuid and c.programme_id = ${actor.programmeId} for no key update of c`);
  const row = rows[0] ?? notFound();
  const opened = await vault.openAll([
    ...FIELDS.map((field) => {
      const { column } = CUSTOMER_FIELDS[field];
      return { place: { table: "customers", column, rowId: customerId }, sealed: row[column] };
    }),
    { place: { ...NUMBER, rowId: row.document_id ?? "" }, sealed: row.number_sealed },
  ]);
  const fields = Object.fromEntries(FIELDS.map((field, at) => [field, opened[at] ?? null]));
  return {
    number: row.number,
    kind: row.kind,
    version: row.version,
    fields: fields as Record<CustomerField, string | null>,
    occupation: row.occupation,
    nationality: row.nationality,
    document: row.document_id
      ? {
          id: row.document_id,
          type: row.type,
          number: opened[FIELDS.length] ?? null,
          validFrom: row.valid_from,
          validTo: row.valid_to,
        }
      : null,
  };
}

/** What is put in the place of what stood; what is undefined stays. Values are read and normalised. */
export type CorrectedRecord = Partial<Record<CustomerField | "occupation" | "nationality", string>> & {
  readonly document?: {
    readonly id: string;
    readonly number?: string;
    readonly validFrom?: string;
    readonly validTo?: string;
  };
};

/**
 * Puts a customer's record right: sealed anew under his keys, found by the new values and no longer by the old. The record
 * gets its next version. The caller holds it locked.
 */
export async function correctRecord(scope: Scope, customerId: string, corrected: CorrectedRecord): Promise<void> {
  const { tx, actor } = scope;
  const changes: SQL[] = [sql`version = version + 1`];
  for (const field of FIELDS) {
    const value = corrected[field];
    if (value === undefined) continue;
    const { column, sealed } = await sealField(scope, customerId, field, value);
    changes.push(sql`${sql.identifier(column)} = ${sealed}`);
  }
  for (const field of ["occupation", "nationality"] as const) {
    if (corrected[field] !== undefined) changes.push(sql`${sql.identifier(field)} = ${corrected[field]}`);
  }
  await tx.execute(sql`update customers set ${sql.join(changes, sql`, `)}
    where id = ${customerId}::uuid and programme_id = ${actor.programmeId}`);
  if (corrected.document) await correctDocument(scope, customerId, corrected.document);
}

async function correctDocument(
  scope: Scope,
  customerId: string,
  document: NonNullable<CorrectedRecord["document"]>,
): Promise<void> {
  const { tx, actor, vault } = scope;
  const { id, number, validFrom, validTo } = document;
  const changes: SQL[] = [];
  if (validFrom !== undefined) changes.push(sql`valid_from = ${validFrom}::date`);
  if (validTo !== undefined) changes.push(sql`valid_to = ${validTo}::date`);
  if (number !== undefined) {
    const subject = { type: "customer", id: customerId, retentionClass: "identity" } as const;
    changes.push(sql`number_sealed = ${await vault.seal(subject, { ...NUMBER, rowId: id }, number)}`);
  }
  if (changes.length === 0) return;
  await tx.execute(sql`update identity_documents set ${sql.join(changes, sql`, `)}
    where id = ${id}::uuid and customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId}`);
  if (number !== undefined) await indexNumbers(scope, customerId);
}
