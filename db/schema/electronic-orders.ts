import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, cText, instant, primaryId, programmeColumns, sealed } from "./columns";

/** A message of the telecom-fraud risk platform, kept as it came before anything is done about it. */
export const electronicOrders = pgTable(
  "electronic_orders",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    messageId: cText("message_id").notNull(),
    /** SHA-256 of the bytes received: the same id with other bytes is another message. */
    hash: bytes("hash").notNull(),
    payloadSealed: sealed("payload_sealed").notNull(),
    act: cText("act").notNull(),
    authority: text("authority").notNull(),
    caseNumber: text("case_number").notNull(),
    /** The message a renewal or release names. */
    ofMessageId: cText("of_message_id"),
    state: cText("state").notNull(),
    /** Why it waits for a person, or why nothing was done. */
    problem: cText("problem"),
    customerId: uuid("customer_id"),
    accountId: uuid("account_id"),
    /** What it gave, or what it went on with, ended or replaced. */
    measureId: uuid("measure_id"),
    ofOrderId: uuid("of_order_id"),
    scope: cText("scope"),
    amountMinor: bigint("amount_minor", { mode: "bigint" }),
    issuedAt: instant("issued_at").notNull(),
    receivedAt: instant("received_at").notNull(),
    executedAt: instant("executed_at"),
    inForceAt: instant("in_force_at"),
    /** The exact end of what a stop or freeze gave, as last renewed. */
    lapsesAt: instant("lapses_at"),
    endedAt: instant("ended_at"),
    alarmedAt: instant("alarmed_at"),
    /** Who found the account where the message alone did not, or said that there is none. */
    matchedBy: text("matched_by"),
    matchReason: cText("match_reason"),
    noteSealed: sealed("note_sealed"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    index("electronic_orders_of_customer").on(t.customerId).where(sql`${t.customerId} is not null`),
    check("electronic_orders_act", sql`${t.act} in ('query', 'stop', 'freeze', 'renew', 'release')`),
    check(
      "electronic_orders_state",
      sql`${t.state} in ('received', 'mismatch', 'queued', 'executed', 'answered', 'refused')`,
    ),
    check("electronic_orders_problem", sql`${t.state} not in ('mismatch', 'refused') or ${t.problem} is not null`),
    uniqueIndex("electronic_orders_message").on(t.programmeId, t.messageId),
    uniqueIndex("electronic_orders_number").on(t.programmeId, t.number),
    index("electronic_orders_list").on(t.programmeId, t.receivedAt, t.id),
    index("electronic_orders_waiting").on(t.receivedAt).where(sql`${t.state} = 'received'`),
    index("electronic_orders_measure").on(t.measureId).where(sql`${t.measureId} is not null`),
    index("electronic_orders_queue").on(t.accountId, t.receivedAt).where(sql`${t.state} = 'queued'`),
    index("electronic_orders_account").on(t.accountId).where(sql`${t.accountId} is not null`),
    index("electronic_orders_lapse").on(t.lapsesAt).where(sql`${t.lapsesAt} is not null and ${t.endedAt} is null`),
  ],
);

/** What was answered to the platform; tried until it takes it. */
export const electronicAnswers = pgTable(
  "electronic_answers",
  {
    id: primaryId(),
    ...programmeColumns(),
    orderId: uuid("electronic_order_id")
      .notNull()
      .references(() => electronicOrders.id),
    sequence: integer("sequence").notNull(),
    kind: cText("kind").notNull(),
    code: cText("code"),
    final: boolean("final").notNull(),
    bodySealed: sealed("body_sealed").notNull(),
    state: cText("state").notNull(),
    attempts: integer("attempts").notNull().default(0),
    lastProblem: cText("last_problem"),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
  },
  (t) => [
    check(
      "electronic_answers_kind",
      sql`${t.kind} in ('executed', 'mismatch', 'refused', 'queued', 'renewed', 'ended', 'lapsed')`,
    ),
    check("electronic_answers_state", sql`${t.state} in ('queued', 'sent')`),
    check("electronic_answers_sent", sql`(${t.state} = 'sent') = (${t.sentAt} is not null)`),
    uniqueIndex("electronic_answers_sequence").on(t.orderId, t.sequence),
    index("electronic_answers_waiting").on(t.createdAt).where(sql`${t.state} = 'queued'`),
  ],
);
