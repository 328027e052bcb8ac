import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, numeric, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";

/**
 * A customer's same-day total in one direction that reached a line of the law. Sums are recomputed when late or
 * corrected transactions arrive; a candidate that falls below its line is withdrawn, never deleted.
 */
export const largeValueCandidates = pgTable(
  "large_value_candidates",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    partyId: uuid("party_id").notNull(),
    customerId: uuid("customer_id").notNull(),
    businessDate: localDate("business_date").notNull(),
    direction: cText("direction").notNull(),
    /** Which line: the rule's id, one candidate per rule. */
    ruleId: cText("rule_id").notNull(),
    ruleVersion: integer("rule_version").notNull(),
    /** Which leg of the test was met: CNY, USD or both. */
    metBy: cText("met_by").notNull(),
    cnySum: numeric("cny_sum", { precision: 30, scale: 0 }).notNull(),
    usdSum: numeric("usd_sum", { precision: 30, scale: 0 }),
    cnyLine: bigint("cny_line", { mode: "bigint" }).notNull(),
    usdLine: bigint("usd_line", { mode: "bigint" }).notNull(),
    transactionCount: integer("transaction_count").notNull(),
    /** Transactions without a rate on their date: the sum is a lower bound. */
    unrated: integer("unrated").notNull(),
    single: boolean("single").notNull(),
    /** False while a batch that feeds the day is incomplete. */
    final: boolean("final").notNull(),
    state: cText("state").notNull(),
    dueOn: localDate("due_on").notNull(),
    dueAt: instant("due_at").notNull(),
    provisional: boolean("provisional").notNull(),
    foundAt: instant("found_at").notNull(),
    recomputedAt: instant("recomputed_at").notNull(),
    /** By which kind of the law's list no report is owed, and whose decision that was. */
    exemption: cText("exemption"),
    exemptionApprovalId: uuid("exemption_approval_id"),
    exemptedAt: instant("exempted_at"),
    /** The maker's grounds, of the latest proposal. */
    exemptionNoteSealed: sealed("exemption_note_sealed"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("large_value_state", sql`${t.state} in ('open', 'confirmed', 'exempt', 'withdrawn')`),
    check("large_value_direction", sql`${t.direction} in ('in', 'out')`),
    uniqueIndex("large_value_key").on(t.legalEntityId, t.partyId, t.businessDate, t.direction, t.ruleId),
    uniqueIndex("large_value_number").on(t.programmeId, t.number),
    index("large_value_due").on(t.programmeId, t.dueAt, t.id),
    index("large_value_state_due").on(t.programmeId, t.state, t.dueAt, t.id),
    index("large_value_amount").on(t.programmeId, t.cnySum, t.id),
    index("large_value_day").on(t.programmeId, t.businessDate, t.id),
    index("large_value_customer").on(t.customerId),
  ],
);
