import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { bytes, cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";

/** Whose counters are kept: locked while a payment of the customer is decided. A stale one is opened anew first. */
export const limitBooks = pgTable("limit_books", {
  customerId: uuid("customer_id").primaryKey(),
  ...programmeColumns(),
  /** Set when legs of the customer came or went by an import: the counters are to be taken from the ledger again. */
  stale: boolean("stale").notNull(),
  openedAt: instant("opened_at").notNull(),
});

/** What was used of an account in a day, a calendar year, or ever. Fen. */
export const limitCounters = pgTable(
  "limit_counters",
  {
    customerId: uuid("customer_id").notNull(),
    accountId: uuid("account_id")
      .notNull()
      .references(() => accounts.id),
    ...programmeColumns(),
    window: cText("window_kind").notNull(),
    startsOn: localDate("starts_on").notNull(),
    paidMinor: bigint("paid_minor", { mode: "bigint" }).notNull(),
    ownNameMinor: bigint("own_name_minor", { mode: "bigint" }).notNull(),
    transferMinor: bigint("transfer_minor", { mode: "bigint" }).notNull(),
    transferCount: integer("transfer_count").notNull(),
    freeMinor: bigint("free_minor", { mode: "bigint" }).notNull(),
    agreedCount: integer("agreed_count").notNull(),
    twoCount: integer("two_count").notNull(),
    oneCount: integer("one_count").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.accountId, t.window, t.startsOn] }),
    check("limit_counters_window", sql`${t.window} in ('day', 'year', 'lifetime')`),
    check(
      "limit_counters_positive",
      sql`${t.paidMinor} >= 0 and ${t.ownNameMinor} >= 0 and ${t.transferMinor} >= 0 and ${t.transferCount} >= 0
      and ${t.freeMinor} >= 0 and ${t.agreedCount} >= 0 and ${t.twoCount} >= 0 and ${t.oneCount} >= 0`,
    ),
  ],
);

/** Every payment the payment core asked about, with the answer it got. What was asked and answered never changes. */
export const decisions = pgTable(
  "decisions",
  {
    id: primaryId(),
    ...programmeColumns(),
    /** The core's own name of the question; the same one gets the same answer. */
    requestId: cText("request_id").notNull(),
    requestHash: bytes("request_hash").notNull(),
    /** The core's name of the payment; asked again with more factors, it keeps it. */
    transactionId: cText("transaction_id").notNull(),
    customerId: uuid("customer_id").notNull(),
    accountId: uuid("account_id").notNull(),
    kind: cText("kind").notNull(),
    ownName: boolean("own_name").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    factors: text("factors").array().notNull(),
    tier: cText("tier").notNull(),
    answer: cText("answer").notNull(),
    /** Reasons, lines with cap, use and room, what more is asked, and how law and agreement differ. */
    body: jsonb("body").notNull(),
    /** The rules it rests on, as `id@version`. */
    basis: text("basis").array().notNull(),
    businessDate: localDate("business_date").notNull(),
    decidedAt: instant("decided_at").notNull(),
    /** The batch whose audit entry covers it. */
    batchId: uuid("batch_id").notNull(),
    state: cText("state").notNull(),
    /** Until when it counts although nobody said that the payment was made. */
    reservedUntil: instant("reserved_until"),
    settledAt: instant("settled_at"),
  },
  (t) => [
    check("decisions_kind", sql`${t.kind} in ('consumption', 'transfer', 'red-packet', 'withdrawal', 'investment')`),
    check("decisions_tier", sql`${t.tier} in ('agreed', 'two', 'one')`),
    check("decisions_amount", sql`${t.amountMinor} > 0`),
    check(
      "decisions_state",
      sql`(${t.answer} = 'allow') = (${t.state} in ('reserved', 'confirmed', 'reversed', 'lapsed'))
      and ${t.answer} in ('allow', 'deny', 'ask-more') and ${t.state} in ('refused', 'reserved', 'confirmed', 'reversed', 'lapsed')
      and (${t.answer} = 'allow') = (${t.reservedUntil} is not null)`,
    ),
    uniqueIndex("decisions_request").on(t.programmeId, t.requestId),
    uniqueIndex("decisions_transaction").on(t.programmeId, t.transactionId).where(sql`${t.answer} = 'allow'`),
    index("decisions_reserved").on(t.customerId, t.reservedUntil).where(sql`${t.state} = 'reserved'`),
    index("decisions_customer").on(t.customerId, t.businessDate),
    index("decisions_batch").using("brin", t.batchId),
  ],
);

/** A changed limit of one account: raised by two people for a time, or lowered at the customer's word. */
export const limitAdjustments = pgTable(
  "limit_adjustments",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    accountId: uuid("account_id")
      .notNull()
      .references(() => accounts.id),
    customerId: uuid("customer_id").notNull(),
    kind: cText("kind").notNull(),
    direction: cText("direction").notNull(),
    /** Fen, or how many. */
    value: bigint("value", { mode: "bigint" }).notNull(),
    /** Fen a day of payments without password. */
    dayMinor: bigint("day_minor", { mode: "bigint" }),
    noteSealed: sealed("note_sealed"),
    state: cText("state").notNull(),
    requestedBy: text("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    approvalId: uuid("approval_id"),
    startedAt: instant("started_at"),
    endsAt: instant("ends_at"),
    /** When its customer and who asked for it were told that it ends. */
    endingToldAt: instant("ending_told_at"),
    endedAt: instant("ended_at"),
    endedAs: cText("ended_as"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    index("limit_adjustments_of_customer").on(t.customerId),
    check(
      "limit_adjustments_kind",
      sql`${t.kind} in ('day', 'transfer-day', 'transfer-count', 'transfer-year', 'password-free') and ${t.value} >= 0`,
    ),
    check(
      "limit_adjustments_direction",
      sql`${t.direction} = 'raised' and ${t.approvalId} is not null and ${t.endsAt} is not null
      or ${t.direction} = 'lowered' and ${t.approvalId} is null`,
    ),
    check(
      "limit_adjustments_state",
      sql`${t.state} in ('proposed', 'rejected', 'withdrawn', 'void', 'in-force', 'ended')
      and (${t.state} in ('in-force', 'ended')) = (${t.startedAt} is not null)
      and (${t.state} = 'ended') = (${t.endedAs} is not null and ${t.endedAt} is not null)`,
    ),
    uniqueIndex("limit_adjustments_number").on(t.programmeId, t.number),
    uniqueIndex("limit_adjustments_live").on(t.accountId, t.kind, t.direction).where(sql`${t.state} = 'in-force'`),
    uniqueIndex("limit_adjustments_proposed").on(t.accountId, t.kind).where(sql`${t.state} = 'proposed'`),
    index("limit_adjustments_due").on(t.endsAt).where(sql`${t.state} = 'in-force' and ${t.endsAt} is not null`),
    index("limit_adjustments_list").on(t.programmeId, t.requestedAt, t.id),
    index("limit_adjustments_live_list")
      .on(t.programmeId, sql`coalesce(${t.endsAt}, 'infinity')`, t.id)
      .where(sql`${t.state} in ('proposed', 'in-force')`),
  ],
);
