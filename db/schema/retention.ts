import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";

/** Where each class of a subject's data stands: the day it is due, by which rule, and its certificate once it is gone. */
export const retentionEntries = pgTable(
  "retention_entries",
  {
    id: primaryId(),
    ...programmeColumns(),
    customerId: uuid("customer_id").notNull(),
    retentionClass: cText("retention_class").notNull(),
    disposition: cText("disposition").notNull(),
    state: cText("state").notNull(),
    /** The first day on which it may go; null while the relationship runs. */
    dueOn: localDate("due_on"),
    /** When it is looked at again: the day it is due, or later, where something was open then. */
    lookOn: localDate("look_on"),
    keptUntil: localDate("kept_until"),
    years: integer("years"),
    anchor: cText("anchor"),
    endedOn: localDate("ended_on"),
    basis: jsonb("basis").notNull(),
    /** Codes of what is open, as everybody may see it. */
    open: text("open").array().notNull().default(sql`'{}'::text[]`),
    requestId: uuid("request_id"),
    plannedAt: instant("planned_at").notNull(),
    erasedAt: instant("erased_at"),
    certificateId: uuid("certificate_id"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("retention_entries_state", sql`${t.state} in ('scheduled', 'held', 'erased')`),
    check("retention_entries_erased", sql`(${t.state} = 'erased') = (${t.certificateId} is not null)`),
    uniqueIndex("retention_entries_class").on(t.customerId, t.retentionClass),
    index("retention_entries_due").on(t.programmeId, t.lookOn, t.id).where(sql`${t.state} <> 'erased'`),
    index("retention_entries_list").on(t.programmeId, t.dueOn, t.id),
  ],
);

/** Subjects whose data may only be stored and protected. */
export const restrictedSubjects = pgTable(
  "restricted_subjects",
  {
    id: primaryId(),
    ...programmeColumns(),
    customerId: uuid("customer_id").notNull(),
    cause: cText("cause").notNull(),
    requestId: uuid("request_id"),
    since: instant("since").notNull(),
    /** When the relationship began anew. */
    endedAt: instant("ended_at"),
  },
  (t) => [uniqueIndex("restricted_subjects_live").on(t.customerId).where(sql`${t.endedAt} is null`)],
);

/** Proof that a class of a subject's data was destroyed: what was signed, as it was signed. */
export const retentionCertificates = pgTable(
  "retention_certificates",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    customerId: uuid("customer_id").notNull(),
    retentionClass: cText("retention_class").notNull(),
    entryId: uuid("entry_id").notNull(),
    content: jsonb("content").notNull(),
    keyId: cText("key_id").notNull(),
    signature: bytes("signature").notNull(),
    issuedAt: instant("issued_at").notNull(),
  },
  (t) => [
    uniqueIndex("retention_certificates_number").on(t.programmeId, t.number),
    index("retention_certificates_entry").on(t.entryId, t.issuedAt),
    index("retention_certificates_list").on(t.programmeId, t.issuedAt, t.id),
  ],
);

/**
 * What the cleared must keep of a class that goes: pages of its rows, sealed under a key of their own. Behind the wall, so
 * that the class goes the same way for everybody else.
 */
export const retentionKeepings = pgTable(
  "retention_keepings",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: cText("clearance").notNull().default("suspicion"),
    customerId: uuid("customer_id").notNull(),
    retentionClass: cText("retention_class").notNull(),
    /** Whose key seals it: one keeping has one, over all its pages. */
    keepingId: uuid("keeping_id").notNull(),
    tableName: cText("table_name").notNull(),
    page: integer("page").notNull(),
    bodySealed: sealed("body_sealed").notNull(),
    lookOn: localDate("look_on").notNull(),
    keptAt: instant("kept_at").notNull(),
  },
  (t) => [
    check("retention_keepings_clearance", sql`${t.clearance} = 'suspicion'`),
    uniqueIndex("retention_keepings_page").on(t.keepingId, t.tableName, t.page),
    index("retention_keepings_due").on(t.programmeId, t.lookOn),
  ],
);
