import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";
import { measures } from "./controls";
import { customers } from "./customers";

/** An order of an authority, on paper. `clearance` is `suspicion` where nobody else may learn of it. */
export const orders = pgTable(
  "orders",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: cText("clearance").notNull(),
    number: cText("number").notNull(),
    authority: cText("authority").notNull(),
    authorityName: text("authority_name").notNull(),
    basis: cText("basis").notNull(),
    act: cText("act").notNull(),
    documentNumber: text("document_number").notNull(),
    documentOn: localDate("document_on"),
    caseNumber: text("case_number").notNull(),
    target: cText("target").notNull(),
    /** The account or customer as the paper names it. */
    targetSealed: sealed("target_sealed"),
    customerId: uuid("customer_id").references(() => customers.id),
    /** The one account, or null where it concerns all of the customer's. */
    accountId: uuid("account_id"),
    scope: cText("scope"),
    /** Minor units of the account's currency. */
    amountMinor: bigint("amount_minor", { mode: "bigint" }),
    termUnit: cText("term_unit"),
    termCount: integer("term_count"),
    termUntil: localDate("term_until"),
    checks: text("checks").array().notNull(),
    stated: text("stated").array().notNull(),
    /** What a query asks for: data kinds and days. */
    disclosure: jsonb("disclosure"),
    /** The order that this one renews or releases. */
    aboutId: uuid("about_id"),
    state: cText("state").notNull(),
    flags: text("flags").array().notNull(),
    grounds: text("grounds").array().notNull(),
    noteSealed: sealed("note_sealed"),
    receivedAt: instant("received_at").notNull(),
    registeredAt: instant("registered_at").notNull(),
    registeredBy: uuid("registered_by").notNull(),
    startsAt: instant("starts_at"),
    /** The exact moment at which it ends by itself. */
    endsAt: instant("ends_at"),
    endedAt: instant("ended_at"),
    renewals: integer("renewals").notNull().default(0),
    /** The last alarm told before its end: `days-7`, `hours-3`. */
    alarmed: cText("alarmed"),
    reviewOutcome: cText("review_outcome"),
    reviewStep: cText("review_step"),
    reviewNoteSealed: sealed("review_note_sealed"),
    reviewedBy: uuid("reviewed_by"),
    reviewedAt: instant("reviewed_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("orders_clearance", sql`${t.clearance} in ('general', 'suspicion')`),
    check("orders_act", sql`${t.act} in ('query', 'stop', 'freeze', 'renew', 'release', 'deduct')`),
    check(
      "orders_state",
      sql`${t.state} in ('registered', 'queued', 'in-force', 'executed', 'released', 'lapsed', 'failed', 'refused')`,
    ),
    check("orders_refused", sql`(${t.state} = 'refused') = (cardinality(${t.grounds}) > 0)`),
    check("orders_amount", sql`${t.scope} is distinct from 'amount' or ${t.amountMinor} >= 0`),
    check("orders_term", sql`${t.endsAt} is null or ${t.startsAt} is null or ${t.endsAt} > ${t.startsAt}`),
    check("orders_reviewed", sql`(${t.reviewedBy} is null) = (${t.reviewedAt} is null)`),
    check("orders_reviewer", sql`${t.reviewedBy} is null or ${t.reviewedBy} <> ${t.registeredBy}`),
    uniqueIndex("orders_number").on(t.programmeId, t.number),
    index("orders_list").on(t.programmeId, t.receivedAt, t.id),
    index("orders_account").on(t.accountId, t.state),
    index("orders_customer").on(t.customerId, t.receivedAt),
    index("orders_ending").on(t.endsAt).where(sql`${t.state} in ('registered', 'in-force')`),
    index("orders_waiting").on(t.accountId, t.receivedAt).where(sql`${t.state} = 'queued'`),
  ],
);

/** Who brought an order. */
export const orderOfficers = pgTable(
  "order_officers",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: cText("clearance").notNull(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    position: integer("position").notNull(),
    nameSealed: sealed("name_sealed"),
    credentialSealed: sealed("credential_sealed"),
  },
  (t) => [uniqueIndex("order_officers_once").on(t.orderId, t.position)],
);

/** What was done for an order, account by account. */
export const orderActs = pgTable(
  "order_acts",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: cText("clearance").notNull(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    act: cText("act").notNull(),
    accountId: uuid("account_id"),
    measureId: uuid("measure_id").references(() => measures.id),
    state: cText("state").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }),
    doneAt: instant("done_at").notNull(),
    inForceAt: instant("in_force_at"),
    endedAt: instant("ended_at"),
    /** Why it ended: term, order, court, the core. */
    cause: cText("cause"),
  },
  (t) => [
    check("order_acts_state", sql`${t.state} in ('instructed', 'in-force', 'ended', 'failed', 'done')`),
    index("order_acts_order").on(t.orderId),
    index("order_acts_measure").on(t.measureId),
  ],
);

/** What an authority was told, and how it went out. */
export const orderAnswers = pgTable(
  "order_answers",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: cText("clearance").notNull(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    channel: cText("channel").notNull(),
    sentAt: instant("sent_at").notNull(),
    noteSealed: sealed("note_sealed"),
    recordedBy: uuid("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [index("order_answers_order").on(t.orderId, t.recordedAt)],
);

/** What was put together for a query. `sha256` and `rows` are known once it was handed out. */
export const orderPackages = pgTable(
  "order_packages",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: cText("clearance").notNull(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    /** Data kinds and days, within the paper. */
    wanted: jsonb("wanted").notNull(),
    madeBy: uuid("made_by").notNull(),
    madeAt: instant("made_at").notNull(),
    takenAt: instant("taken_at"),
    sha256: cText("sha256"),
    bytes: bigint("bytes", { mode: "number" }),
    rows: integer("rows"),
  },
  (t) => [index("order_packages_order").on(t.orderId, t.madeAt)],
);
