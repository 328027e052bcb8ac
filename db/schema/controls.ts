import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";

/** A control on one account. The effective restriction is the union of its live measures. */
export const measures = pgTable(
  "measures",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: text("clearance").notNull(),
    number: cText("number").notNull(),
    accountId: uuid("account_id")
      .notNull()
      .references(() => accounts.id),
    customerId: uuid("customer_id").notNull(),
    /** restriction: own judgement. freeze and deduction need an applicant or an order, and come with their desk. */
    kind: cText("kind").notNull(),
    /** own-judgement: a person asked and another agreed. system: a fact, and nobody's judgement. */
    source: cText("source").notNull(),
    reasonCode: cText("reason_code").notNull(),
    ruleId: cText("rule_id").notNull(),
    ruleVersion: integer("rule_version").notNull(),
    scope: cText("scope").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }),
    noteSealed: sealed("note_sealed"),
    reviewOn: localDate("review_on").notNull(),
    state: cText("state").notNull(),
    requestedBy: text("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    approvalId: uuid("approval_id"),
    instructedAt: instant("instructed_at"),
    inForceAt: instant("in_force_at"),
    /** What a measure by the system stands on; nothing for others. */
    subjectType: cText("subject_type"),
    subjectId: uuid("subject_id"),
    /** Set where the ground has gone and the lift waits for something under way. */
    liftReasonCode: cText("lift_reason_code"),
    releaseReasonCode: cText("release_reason_code"),
    releaseNoteSealed: sealed("release_note_sealed"),
    releaseApprovalId: uuid("release_approval_id"),
    releasedAt: instant("released_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("measures_kind", sql`${t.kind} in ('restriction')`),
    check(
      "measures_scope",
      sql`${t.scope} in ('all', 'debit', 'credit', 'amount')
      and (${t.scope} = 'amount') = (${t.amountMinor} is not null)`,
    ),
    check(
      "measures_state",
      sql`${t.state} in ('proposed', 'rejected', 'withdrawn', 'void', 'instructed', 'in-force',
      'failed', 'release-proposed', 'release-instructed', 'released')`,
    ),
    check(
      "measures_source",
      sql`${t.source} = 'own-judgement' and ${t.approvalId} is not null and ${t.subjectId} is null
      or ${t.source} = 'system' and ${t.approvalId} is null and ${t.requestedBy} = 'system' and ${t.subjectType} is not null
      and ${t.subjectId} is not null`,
    ),
    uniqueIndex("measures_number").on(t.programmeId, t.number),
    index("measures_account").on(t.accountId, t.state),
    index("measures_subject").on(t.subjectId).where(sql`${t.subjectId} is not null`),
    index("measures_list").on(t.programmeId, t.requestedAt, t.id),
  ],
);

/** What was told to the payment core and what came back. */
export const coreInstructions = pgTable(
  "core_instructions",
  {
    id: primaryId(),
    ...programmeColumns(),
    measureId: uuid("measure_id")
      .notNull()
      .references(() => measures.id),
    accountId: uuid("account_id").notNull(),
    verb: cText("verb").notNull(),
    sequence: integer("sequence").notNull(),
    body: jsonb("body").notNull(),
    state: cText("state").notNull(),
    attempts: integer("attempts").notNull().default(0),
    lastProblem: cText("last_problem"),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
    answeredAt: instant("answered_at"),
    coreSequence: bigint("core_sequence", { mode: "number" }),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("core_instructions_state", sql`${t.state} in ('queued', 'sent', 'applied', 'rejected')`),
    check("core_instructions_verb", sql`${t.verb} in ('restrict', 'lift')`),
    uniqueIndex("core_instructions_sequence").on(t.accountId, t.sequence),
    uniqueIndex("core_instructions_once").on(t.measureId, t.verb).where(sql`${t.state} <> 'rejected'`),
    index("core_instructions_waiting").on(t.createdAt).where(sql`${t.state} in ('queued', 'sent')`),
  ],
);
