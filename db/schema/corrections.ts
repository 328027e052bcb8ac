import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, primaryId, programmeColumns, sealed } from "./columns";
import { customers } from "./customers";

/** Fields of a customer put right at once, with the papers they rest on. */
export const corrections = pgTable(
  "corrections",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    /** The request it answers; null where a colleague began it. */
    requestId: uuid("request_id"),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    state: cText("state").notNull(),
    /** The customer's record as it stood when it was proposed: changed since, nothing takes effect. */
    recordVersion: integer("record_version").notNull(),
    evidenceIds: uuid("evidence_ids").array().notNull(),
    proposedBy: cText("proposed_by").notNull(),
    proposedAt: instant("proposed_at").notNull(),
    approvalId: uuid("approval_id"),
    endedAt: instant("ended_at"),
    endedBy: cText("ended_by"),
    rejectReason: cText("reject_reason"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("corrections_state", sql`${t.state} in ('proposed', 'done', 'rejected', 'withdrawn', 'expired', 'void')`),
    check("corrections_ended", sql`(${t.state} = 'proposed') = (${t.endedAt} is null)`),
    uniqueIndex("corrections_number").on(t.programmeId, t.number),
    uniqueIndex("corrections_one_open").on(t.customerId).where(sql`${t.state} = 'proposed'`),
    index("corrections_list").on(t.programmeId, t.proposedAt, t.id),
    index("corrections_customer").on(t.customerId),
    index("corrections_request").on(t.requestId),
  ],
);

/** One field of a correction: what stood before, and what is to stand. Both are kept. */
export const correctionItems = pgTable(
  "correction_items",
  {
    id: primaryId(),
    ...programmeColumns(),
    correctionId: uuid("correction_id")
      .notNull()
      .references(() => corrections.id),
    customerId: uuid("customer_id").notNull(),
    field: cText("field").notNull(),
    /** The paper whose number or validity it is; null for a field of the record itself. */
    documentId: uuid("document_id"),
    beforeSealed: sealed("before_sealed"),
    afterSealed: sealed("after_sealed").notNull(),
  },
  (t) => [
    index("correction_items_of_customer").on(t.customerId),
    uniqueIndex("correction_items_field").on(t.correctionId, t.field),
  ],
);
