import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";

/** A person or an enterprise in one programme. Legal sums run per legal entity and `party_id`. */
export const customers = pgTable(
  "customers",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    partyId: uuid("party_id").notNull(),
    kind: cText("kind").notNull(),
    nameSealed: sealed("name_sealed"),
    phoneSealed: sealed("phone_sealed"),
    addressSealed: sealed("address_sealed"),
    externalRefSealed: sealed("external_ref_sealed"),
    occupation: text("occupation"),
    nationality: text("nationality"),
    since: localDate("since").notNull(),
    status: cText("status").notNull(),
    /** The import that first named this customer, when one did. */
    batchId: uuid("batch_id"),
    createdAt: instant("created_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("customers_kind", sql`${t.kind} in ('person', 'enterprise')`),
    uniqueIndex("customers_number").on(t.programmeId, t.number),
    index("customers_party").on(t.legalEntityId, t.partyId),
    index("customers_list").on(t.programmeId, t.createdAt, t.id),
  ],
);

export const identityDocuments = pgTable(
  "identity_documents",
  {
    id: primaryId(),
    ...programmeColumns(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    type: cText("type").notNull(),
    numberSealed: sealed("number_sealed").notNull(),
    validFrom: localDate("valid_from"),
    validTo: localDate("valid_to"),
    status: cText("status").notNull(),
    /** The submission at whose check it was recorded; null where it came from elsewhere. */
    submissionId: uuid("submission_id"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [index("identity_documents_customer").on(t.customerId)],
);

/** The other side of a transaction, when it is not an account here. A data subject too. */
export const counterparties = pgTable(
  "counterparties",
  {
    id: primaryId(),
    ...programmeColumns(),
    kind: cText("kind").notNull(),
    refSealed: sealed("ref_sealed"),
    nameSealed: sealed("name_sealed"),
    batchId: uuid("batch_id"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [check("counterparties_kind", sql`${t.kind} in ('person', 'merchant', 'institution')`)],
);

/** One data key per subject and retention class, wrapped by the master key. Erasing is destroying these rows. */
export const subjectKeys = pgTable(
  "subject_keys",
  {
    id: primaryId(),
    ...programmeColumns(),
    subjectType: cText("subject_type").notNull(),
    subjectId: uuid("subject_id").notNull(),
    retentionClass: cText("retention_class").notNull(),
    keyVersion: integer("key_version").notNull(),
    wrapped: bytes("wrapped").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [uniqueIndex("subject_keys_subject").on(t.subjectId, t.retentionClass)],
);

/** Keyed hashes of normalised whole values: exact search without clear text. Erased with their class. */
export const blindIndex = pgTable(
  "blind_index",
  {
    ...programmeColumns(),
    kind: cText("kind").notNull(),
    value: bytes("value").notNull(),
    subjectType: cText("subject_type").notNull(),
    subjectId: uuid("subject_id").notNull(),
    retentionClass: cText("retention_class").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.programmeId, t.kind, t.value, t.subjectId] }),
    index("blind_index_subject").on(t.subjectId),
  ],
);

/** Who acts for an enterprise: its legal representative and its authorised operators. Ended ones stay on record. */
export const representatives = pgTable(
  "representatives",
  {
    id: primaryId(),
    ...programmeColumns(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    role: cText("role").notNull(),
    nameSealed: sealed("name_sealed").notNull(),
    documentType: cText("document_type").notNull(),
    documentSealed: sealed("document_sealed").notNull(),
    since: localDate("since").notNull(),
    recordedBy: cText("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    endedOn: localDate("ended_on"),
    endedAt: instant("ended_at"),
    endedBy: cText("ended_by"),
  },
  (t) => [
    check("representatives_role", sql`${t.role} in ('legal-representative', 'operator')`),
    index("representatives_customer").on(t.customerId, t.id),
  ],
);

/**
 * Who owns an enterprise, and who owns its owners: a tree whose root is the customer. A share is of the node above, in
 * basis points. `party_key` is a keyed hash of the owner's document: the same owner on two branches is one.
 */
export const ownershipStakes = pgTable(
  "ownership_stakes",
  {
    id: primaryId(),
    ...programmeColumns(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    /** The stake whose owner this one owns a part of; null for a part of the customer. */
    aboveId: uuid("above_id"),
    kind: cText("kind").notNull(),
    nameSealed: sealed("name_sealed").notNull(),
    documentType: cText("document_type").notNull(),
    documentSealed: sealed("document_sealed").notNull(),
    partyKey: bytes("party_key").notNull(),
    shareBp: integer("share_bp").notNull(),
    recordedBy: cText("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    endedAt: instant("ended_at"),
    endedBy: cText("ended_by"),
  },
  (t) => [
    check("ownership_stakes_kind", sql`${t.kind} in ('person', 'enterprise')`),
    check("ownership_stakes_share", sql`${t.shareBp} between 1 and 10000`),
    index("ownership_stakes_customer").on(t.customerId, t.id),
  ],
);
