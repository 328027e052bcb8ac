import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, numeric, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";
import { customers } from "./customers";

/** One time that a customer is to be known again. At most one is open per customer; further triggers join it. */
export const reverifications = pgTable(
  "reverifications",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    /** The kind of the trigger that opened it, as everybody may see it. */
    ground: cText("ground").notNull(),
    state: cText("state").notNull(),
    openedAt: instant("opened_at").notNull(),
    openedOn: localDate("opened_on").notNull(),
    /** What the customer was asked for, and until when he may answer. */
    requestId: uuid("request_id"),
    dueOn: localDate("due_on"),
    deskCause: cText("desk_cause"),
    atDeskOn: localDate("at_desk_on"),
    submissionId: uuid("submission_id"),
    endReason: cText("end_reason"),
    endNoteSealed: sealed("end_note_sealed"),
    endedAt: instant("ended_at"),
    endedBy: cText("ended_by"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("reverifications_state", sql`${t.state} in ('asked', 'at-desk', 'done', 'closed', 'cancelled')`),
    check("reverifications_cause", sql`coalesce(${t.deskCause}, 'lapsed') in ('lapsed', 'refused')`),
    uniqueIndex("reverifications_number").on(t.programmeId, t.number),
    uniqueIndex("reverifications_one_open").on(t.customerId).where(sql`${t.state} in ('asked', 'at-desk')`),
    index("reverifications_list").on(t.programmeId, t.openedAt, t.id),
    index("reverifications_state_list").on(t.programmeId, t.state, t.openedAt, t.id),
    index("reverifications_customer").on(t.customerId),
    index("reverifications_request").on(t.requestId),
  ],
);

/**
 * What called for knowing a customer again, with its arithmetic. One row per occasion: `trigger_key` names the day, month,
 * account or paper, so that computing again finds the same row. Sums are fen and US cents.
 */
export const reverificationTriggers = pgTable(
  "reverification_triggers",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: text("clearance").notNull(),
    customerId: uuid("customer_id").notNull(),
    accountId: uuid("account_id"),
    kind: cText("kind").notNull(),
    triggerKey: cText("trigger_key").notNull(),
    /** The business date on which it came about. */
    onDate: localDate("on_date").notNull(),
    state: cText("state").notNull(),
    reviewId: uuid("review_id"),
    holdId: uuid("hold_id"),
    ruleId: cText("rule_id").notNull(),
    ruleVersion: integer("rule_version").notNull(),
    metBy: cText("met_by"),
    cnySum: numeric("cny_sum", { precision: 30, scale: 0 }),
    usdSum: numeric("usd_sum", { precision: 30, scale: 0 }),
    cnyLine: bigint("cny_line", { mode: "bigint" }),
    usdLine: bigint("usd_line", { mode: "bigint" }),
    windowFrom: localDate("window_from"),
    windowTo: localDate("window_to"),
    /** Legs counted, or days of a run. */
    counted: integer("counted"),
    /** How many of them lack a rate of their own date. */
    unrated: integer("unrated"),
    /** What it is about beside the ledger: a paper, an announced change, a product's reference in its own system. */
    subjectId: uuid("subject_id"),
    reasonCode: cText("reason_code"),
    noteSealed: sealed("note_sealed"),
    raisedBy: cText("raised_by"),
    /** The accepted submission whose copies satisfied it. */
    satisfiedBy: uuid("satisfied_by"),
    foundAt: instant("found_at").notNull(),
    goneAt: instant("gone_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("reverification_triggers_state", sql`${t.state} in ('joined', 'satisfied', 'held', 'dismissed', 'gone')`),
    check(
      "reverification_triggers_kind",
      sql`${t.kind} in ('single-amount', 'thirty-days', 'balance-run', 'financial-product', 'doubt', 'other',
      'document-expiring', 'dormant', 'data-change')`,
    ),
    check("reverification_triggers_joined", sql`${t.state} <> 'joined' or ${t.reviewId} is not null`),
    uniqueIndex("reverification_triggers_key").on(t.customerId, t.kind, t.triggerKey),
    index("reverification_triggers_review").on(t.reviewId),
    index("reverification_triggers_hold").on(t.holdId),
    index("reverification_triggers_list").on(t.programmeId, t.foundAt, t.id),
    index("reverification_triggers_kind_list").on(t.programmeId, t.kind, t.onDate),
  ],
);

/** Triggers of one kind that would have opened too many reviews in a day: they wait for a lead. */
export const reverificationHolds = pgTable(
  "reverification_holds",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    kind: cText("kind").notNull(),
    onDate: localDate("on_date").notNull(),
    state: cText("state").notNull(),
    /** Customers concerned, of how many; and the share allowed, in hundredths of a percent. */
    held: integer("held").notNull(),
    customers: integer("customers").notNull(),
    shareBp: integer("share_bp").notNull(),
    openedAt: instant("opened_at").notNull(),
    reasonCode: cText("reason_code"),
    decidedBy: cText("decided_by"),
    decidedAt: instant("decided_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("reverification_holds_state", sql`${t.state} in ('open', 'released', 'dismissed')`),
    uniqueIndex("reverification_holds_number").on(t.programmeId, t.number),
    uniqueIndex("reverification_holds_one_open").on(t.programmeId, t.kind).where(sql`${t.state} = 'open'`),
    index("reverification_holds_list").on(t.programmeId, t.openedAt, t.id),
  ],
);

/** Changes of data that customers announced, and whether in time. */
export const reverificationChanges = pgTable(
  "reverification_changes",
  {
    id: primaryId(),
    ...programmeColumns(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    data: text("data").array().notNull(),
    effectiveOn: localDate("effective_on").notNull(),
    announcedOn: localDate("announced_on").notNull(),
    /** The latest day on which it should have been told. */
    latestOn: localDate("latest_on").notNull(),
    inTime: boolean("in_time").notNull(),
    provisional: boolean("provisional").notNull(),
    noteSealed: sealed("note_sealed"),
    recordedBy: cText("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [index("reverification_changes_customer").on(t.customerId, t.recordedAt)],
);

/** Why a customer may be late, and until when that holds a restriction off. Appended only. */
export const reverificationReasons = pgTable(
  "reverification_reasons",
  {
    id: primaryId(),
    ...programmeColumns(),
    reviewId: uuid("review_id")
      .notNull()
      .references(() => reverifications.id),
    customerId: uuid("customer_id").notNull(),
    reasonCode: cText("reason_code").notNull(),
    untilOn: localDate("until_on").notNull(),
    noteSealed: sealed("note_sealed"),
    recordedBy: cText("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [
    index("reverification_reasons_of_customer").on(t.customerId),
    index("reverification_reasons_review").on(t.reviewId, t.untilOn),
  ],
);

/** Restrictions that a review made: they are lifted with it. */
export const reverificationMeasures = pgTable(
  "reverification_measures",
  {
    id: primaryId(),
    ...programmeColumns(),
    reviewId: uuid("review_id")
      .notNull()
      .references(() => reverifications.id),
    accountId: uuid("account_id").notNull(),
    measureId: uuid("measure_id").notNull(),
    reasonCode: cText("reason_code").notNull(),
    imposedAt: instant("imposed_at").notNull(),
    liftedAt: instant("lifted_at"),
  },
  (t) => [
    uniqueIndex("reverification_measures_once").on(t.reviewId, t.accountId, t.reasonCode),
    index("reverification_measures_live").on(t.reviewId).where(sql`${t.liftedAt} is null`),
  ],
);
