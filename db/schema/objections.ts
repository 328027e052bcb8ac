import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";
import { measures } from "./controls";

/** A customer's objection to a measure, with the term it is answered in. At most one is open per measure. */
export const objections = pgTable(
  "objections",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    measureId: uuid("measure_id")
      .notNull()
      .references(() => measures.id),
    accountId: uuid("account_id").notNull(),
    customerId: uuid("customer_id").notNull(),
    ground: cText("ground").notNull(),
    channel: cText("channel").notNull(),
    wordsSealed: sealed("words_sealed").notNull(),
    /** When it reached the house: what its days count from. It may be entered later. */
    receivedAt: instant("received_at").notNull(),
    registeredAt: instant("registered_at").notNull(),
    registeredBy: cText("registered_by").notNull(),
    /** Which law it is answered under, as everybody may see it. */
    regime: cText("regime").notNull(),
    ruleId: cText("rule_id").notNull(),
    ruleVersion: integer("rule_version").notNull(),
    /** The day worked to, and the moment from which it is late in law. */
    dueRaw: localDate("due_raw").notNull(),
    dueAt: instant("due_at").notNull(),
    /** Where the law says at once: the house's own earlier moment. */
    promptBy: instant("prompt_by"),
    state: cText("state").notNull(),
    rejectReason: cText("reject_reason"),
    answerSealed: sealed("answer_sealed"),
    /** What stands in place of the measure, where it was narrowed. */
    narrowerId: uuid("narrower_id"),
    decidedBy: cText("decided_by"),
    decidedAt: instant("decided_at"),
    late: boolean("late").notNull().default(false),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check(
      "objections_state",
      sql`${t.state} in ('open', 'upheld', 'partly', 'rejected', 'forwarded', 'settled', 'withdrawn')`,
    ),
    check("objections_regime", sql`${t.regime} in ('risk', 'fraud', 'order')`),
    check("objections_decided", sql`(${t.state} = 'open') = (${t.decidedAt} is null)`),
    check("objections_reason", sql`(${t.state} = 'rejected') = (${t.rejectReason} is not null)`),
    check("objections_received", sql`${t.receivedAt} <= ${t.registeredAt}`),
    uniqueIndex("objections_number").on(t.programmeId, t.number),
    uniqueIndex("objections_one_open").on(t.measureId).where(sql`${t.state} = 'open'`),
    index("objections_list").on(t.programmeId, t.receivedAt, t.id),
    index("objections_state_list").on(t.programmeId, t.state, t.dueAt, t.id),
    index("objections_customer").on(t.customerId),
    index("objections_account").on(t.accountId),
  ],
);
