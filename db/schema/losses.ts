import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";
import { customers } from "./customers";

/**
 * A customer told that something was lost, leaked or used without him. At most one is open per customer; further notices
 * join it. `notice_at` is the start of the call: liability runs from it, whenever it was entered.
 */
export const lossReports = pgTable(
  "loss_reports",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    cause: cText("cause").notNull(),
    state: cText("state").notNull(),
    verified: boolean("verified").notNull(),
    /** The earliest notice that an open report has taken in. */
    noticeAt: instant("notice_at").notNull(),
    reportedAt: instant("reported_at").notNull(),
    reportedBy: cText("reported_by").notNull(),
    /** When the caller was known; later than the notice where a call back was needed. */
    verifiedAt: instant("verified_at"),
    /** When the core was told, and when it had confirmed that no money goes out of any account chosen. */
    instructedAt: instant("instructed_at"),
    inForceAt: instant("in_force_at"),
    /** The end of an unverified caller's stop. */
    stopUntil: instant("stop_until"),
    callBackState: cText("call_back_state").notNull(),
    callBackBy: instant("call_back_by"),
    callBackCount: integer("call_back_count").notNull().default(0),
    policeNumberSealed: sealed("police_number_sealed"),
    reviewFinding: cText("review_finding"),
    reviewedBy: cText("reviewed_by"),
    reviewedAt: instant("reviewed_at"),
    confirmedAt: instant("confirmed_at"),
    endedAt: instant("ended_at"),
    endedBy: cText("ended_by"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check(
      "loss_reports_cause",
      sql`${t.cause} in ('secrets-leaked', 'phone-lost', 'number-of-another', 'data-misused', 'unauthorised-use')`,
    ),
    check(
      "loss_reports_state",
      sql`${t.state} in ('awaiting-lead', 'stopped', 'protected', 'evidence', 'confirmed', 'restoring', 'closing',
      'restored', 'withdrawn', 'replaced-and-closed', 'not-confirmed', 'declined')`,
    ),
    check("loss_reports_call_back", sql`${t.callBackState} in ('none', 'due', 'confirmed', 'denied', 'unreached')`),
    check("loss_reports_notice", sql`${t.noticeAt} <= ${t.reportedAt}`),
    check("loss_reports_stop", sql`${t.state} <> 'stopped' or ${t.stopUntil} is not null`),
    uniqueIndex("loss_reports_number").on(t.programmeId, t.number),
    uniqueIndex("loss_reports_one_open")
      .on(t.customerId)
      .where(
        sql`${t.state} in ('awaiting-lead', 'stopped', 'protected', 'evidence', 'confirmed', 'restoring', 'closing')`,
      ),
    index("loss_reports_list").on(t.programmeId, t.reportedAt, t.id),
    index("loss_reports_state_list").on(t.programmeId, t.state, t.reportedAt, t.id),
    index("loss_reports_customer").on(t.customerId, t.reportedAt),
  ],
);

/** Every notice of a report with its true times: the first, and those that joined it. Appended only. */
export const lossNotices = pgTable(
  "loss_notices",
  {
    id: primaryId(),
    ...programmeColumns(),
    reportId: uuid("report_id")
      .notNull()
      .references(() => lossReports.id),
    customerId: uuid("customer_id").notNull(),
    channel: cText("channel").notNull(),
    cause: cText("cause").notNull(),
    noticeAt: instant("notice_at").notNull(),
    enteredAt: instant("entered_at").notNull(),
    enteredBy: cText("entered_by").notNull(),
    verified: boolean("verified").notNull(),
    points: integer("points").notNull(),
    /** True where this notice gave a stop to a caller nobody knew: these are counted. */
    stopped: boolean("stopped").notNull(),
  },
  (t) => [
    check("loss_notices_channel", sql`${t.channel} in ('call', 'counter', 'online', 'letter')`),
    index("loss_notices_report").on(t.reportId, t.enteredAt),
    index("loss_notices_customer_stops").on(t.customerId, t.enteredAt).where(sql`${t.stopped}`),
    index("loss_notices_colleague_stops").on(t.programmeId, t.enteredBy, t.enteredAt).where(sql`${t.stopped}`),
  ],
);

/** What a caller was asked and whether it matched; never what he said. Appended only. */
export const lossChecks = pgTable(
  "loss_checks",
  {
    id: primaryId(),
    ...programmeColumns(),
    reportId: uuid("report_id")
      .notNull()
      .references(() => lossReports.id),
    stage: cText("stage").notNull(),
    item: cText("item").notNull(),
    outcome: cText("outcome").notNull(),
    /** False where a right answer proves nothing, the phone being gone. */
    counted: boolean("counted").notNull(),
    askedAt: instant("asked_at").notNull(),
    askedBy: cText("asked_by").notNull(),
  },
  (t) => [
    check("loss_checks_stage", sql`${t.stage} in ('notice', 'call-back', 'ending')`),
    check("loss_checks_outcome", sql`${t.outcome} in ('matched', 'not-matched')`),
    index("loss_checks_report").on(t.reportId, t.askedAt),
  ],
);

/** What a report put in place: measures on accounts and cards, and the end of sessions. */
export const lossProtections = pgTable(
  "loss_protections",
  {
    id: primaryId(),
    ...programmeColumns(),
    reportId: uuid("report_id")
      .notNull()
      .references(() => lossReports.id),
    accountId: uuid("account_id").notNull(),
    kind: cText("kind").notNull(),
    cardId: uuid("card_id"),
    /** The measure, or the instruction that ends sessions. */
    measureId: uuid("measure_id"),
    instructionId: uuid("instruction_id"),
    instructedAt: instant("instructed_at").notNull(),
    inForceAt: instant("in_force_at"),
    failedAt: instant("failed_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    check("loss_protections_kind", sql`${t.kind} in ('debit', 'sessions', 'card')`),
    check("loss_protections_of", sql`(${t.kind} = 'sessions') = (${t.measureId} is null)`),
    uniqueIndex("loss_protections_measure").on(t.reportId, t.measureId),
    index("loss_protections_report").on(t.reportId, t.instructedAt),
  ],
);

/** Attempts to reach the holder at the registered number. Appended only. */
export const lossCallBacks = pgTable(
  "loss_call_backs",
  {
    id: primaryId(),
    ...programmeColumns(),
    reportId: uuid("report_id")
      .notNull()
      .references(() => lossReports.id),
    outcome: cText("outcome").notNull(),
    verified: boolean("verified").notNull(),
    calledAt: instant("called_at").notNull(),
    calledBy: cText("called_by").notNull(),
  },
  (t) => [
    check("loss_call_backs_outcome", sql`${t.outcome} in ('confirmed', 'denied', 'no-answer')`),
    index("loss_call_backs_report").on(t.reportId, t.calledAt),
  ],
);

/** Which papers of the evidence set came in or were refused. The latest of a kind counts. Appended only. */
export const lossEvidence = pgTable(
  "loss_evidence",
  {
    id: primaryId(),
    ...programmeColumns(),
    reportId: uuid("report_id")
      .notNull()
      .references(() => lossReports.id),
    kind: cText("kind").notNull(),
    state: cText("state").notNull(),
    fileId: uuid("file_id"),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: cText("recorded_by").notNull(),
  },
  (t) => [
    check("loss_evidence_kind", sql`${t.kind} in ('id-copy', 'hand-held-photo', 'transaction-voucher', 'other')`),
    check(
      "loss_evidence_state",
      sql`${t.state} in ('received', 'refused') and (${t.state} = 'received') = (${t.fileId} is not null)`,
    ),
    index("loss_evidence_report").on(t.reportId, t.recordedAt),
  ],
);

/** Movements the customer disputes, as the ledger has them, and where they lie between notice and protection. */
export const lossDisputes = pgTable(
  "loss_disputes",
  {
    id: primaryId(),
    ...programmeColumns(),
    reportId: uuid("report_id")
      .notNull()
      .references(() => lossReports.id),
    transactionId: uuid("transaction_id").notNull(),
    businessDate: localDate("business_date").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    currency: cText("currency").notNull(),
    phase: cText("phase").notNull(),
    addedAt: instant("added_at").notNull(),
    addedBy: cText("added_by").notNull(),
  },
  (t) => [
    check("loss_disputes_phase", sql`${t.phase} in ('before-notice', 'before-protection', 'after-protection')`),
    uniqueIndex("loss_disputes_once").on(t.reportId, t.transactionId),
  ],
);
