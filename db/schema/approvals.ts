import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, primaryId, programmeColumns, sealed } from "./columns";

/** Four eyes: a pinned request and at most one decision, by another person. */
export const approvals = pgTable(
  "approvals",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    clearance: text("clearance").notNull(),
    /** The command whose change the decision runs. */
    kind: cText("kind").notNull(),
    subjectType: cText("subject_type").notNull(),
    subjectId: uuid("subject_id").notNull(),
    customerId: uuid("customer_id"),
    payload: jsonb("payload").notNull(),
    payloadHash: cText("payload_hash").notNull(),
    snapshot: jsonb("snapshot").notNull(),
    makerId: uuid("maker_id").notNull(),
    requestedAt: instant("requested_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    status: cText("status").notNull(),
    checkerId: uuid("checker_id"),
    decidedAt: instant("decided_at"),
    decisionCode: cText("decision_code"),
    noteSealed: sealed("note_sealed"),
    /** What changed, when the request was voided. */
    changes: jsonb("changes"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    index("approvals_of_customer").on(t.customerId).where(sql`${t.customerId} is not null`),
    check("approvals_four_eyes", sql`${t.makerId} <> ${t.checkerId}`),
    check(
      "approvals_status",
      sql`${t.status} in ('pending', 'approved', 'rejected', 'withdrawn', 'void', 'expired')
        and (${t.status} in ('approved', 'rejected')) = (${t.checkerId} is not null and ${t.decidedAt} is not null)`,
    ),
    uniqueIndex("approvals_one_pending").on(t.kind, t.subjectId).where(sql`${t.status} = 'pending'`),
    index("approvals_list").on(t.programmeId, t.status, t.requestedAt, t.id),
  ],
);
