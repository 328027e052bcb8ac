import { sql } from "drizzle-orm";
import { last4, nameKey, normaliseName, normalisePhone, normaliseReference } from "@/domain/customers/normalise";
import type { BlindKind } from "@/server/kernel/crypto/blind-index";
import type { Scope } from "@/server/kernel/scope";
import type { RetentionClass } from "@/server/kernel/vault";

type SealedColumn = "name_sealed" | "phone_sealed" | "address_sealed" | "external_ref_sealed";

type FieldRule = {
  readonly column: SealedColumn;
  readonly retentionClass: RetentionClass;
  /** How it is kept; and by which keys it is found. */
  readonly kept: (value: string) => string;
  readonly keys: (value: string) => readonly (readonly [BlindKind, string | undefined])[];
};

const phoneKeys = (value: string): FieldRule["keys"] extends (v: string) => infer R ? R : never => {
  const phone = normalisePhone(value);
  return [
    ["phone", phone],
    ["phone-last4", phone && last4(phone)],
  ];
};

/** The customer fields that are written from outside: where each lies, under which key, and how it is found. */
export const CUSTOMER_FIELDS = {
  name: {
    column: "name_sealed",
    retentionClass: "identity",
    kept: (value) => normaliseName(value) ?? value,
    keys: (value) => [["name", nameKey(value)]],
  },
  phone: { column: "phone_sealed", retentionClass: "contact", kept: (value) => value, keys: phoneKeys },
  address: { column: "address_sealed", retentionClass: "contact", kept: (value) => value, keys: () => [] },
  externalRef: {
    column: "external_ref_sealed",
    retentionClass: "identity",
    kept: (value) => value,
    keys: (value) => [["external-ref", normaliseReference(value)]],
  },
} as const satisfies Record<string, FieldRule>;

export type CustomerField = keyof typeof CUSTOMER_FIELDS;

/** Seals a value of a customer, and makes it the one he is found by. Gives the column and what goes into it. */
export async function sealField(
  scope: Scope,
  customerId: string,
  field: CustomerField,
  value: string,
): Promise<{ column: SealedColumn; sealed: Buffer }> {
  const { tx, actor, vault } = scope;
  const rule: FieldRule = CUSTOMER_FIELDS[field];
  const { column, retentionClass } = rule;
  const subject = { type: "customer" as const, id: customerId, retentionClass };
  const sealed = await vault.seal(subject, { table: "customers", column, rowId: customerId }, rule.kept(value));
  for (const [kind, key] of rule.keys(value)) {
    await tx.execute(sql`delete from blind_index where programme_id = ${actor.programmeId} and kind = ${kind}
      and subject_id = ${customerId}::uuid`);
    if (key === undefined) continue;
    await tx.execute(sql`insert into blind_index (programme_id, legal_entity_id, kind, value, subject_type, subject_id, retention_class)
      values (${actor.programmeId}, ${actor.legalEntityId}, ${kind}, ${vault.blind(kind, key)}, 'customer', ${customerId}::uuid,
        ${retentionClass}) on conflict do nothing`);
  }
  return { column, sealed };
}
