import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";

/** A request about somebody's data, with the term it is answered in. Its customer is known once it is matched. */
export const privacyRequests = pgTable(
  "privacy_requests",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    customerId: uuid("customer_id"),
    type: cText("type").notNull(),
    document: cText("document").notNull(),
    channel: cText("channel").notNull(),
    requester: cText("requester").notNull(),
    state: cText("state").notNull(),
    outcome: cText("outcome"),
    wordsSealed: sealed("words_sealed").notNull(),
    /** What exactly is asked for, and the person who asks for another or says who he is. */
    askedSealed: sealed("asked_sealed").notNull(),
    personSealed: sealed("person_sealed"),
    answerSealed: sealed("answer_sealed"),
    /** When it reached the house: what its days count from. It may be entered later. */
    receivedAt: instant("received_at").notNull(),
    registeredAt: instant("registered_at").notNull(),
    registeredBy: cText("registered_by").notNull(),
    /** The second moment: when it was proven who asks, how, by whom and by which papers. */
    verifiedAt: instant("verified_at"),
    verifiedBy: cText("verified_by"),
    identityWay: cText("identity_way"),
    papersAsked: text("papers_asked").array().notNull().default(sql`'{}'`),
    papersAskedAt: instant("papers_asked_at"),
    papersSeen: text("papers_seen").array().notNull().default(sql`'{}'`),
    /** Since when the clock stands still for papers. */
    pausedSince: instant("paused_since"),
    wrongCodes: integer("wrong_codes").notNull().default(0),
    ruleId: cText("rule_id").notNull(),
    ruleVersion: integer("rule_version").notNull(),
    /** The day worked to, and the moment from which it is late in law; then both as if no time were left out for papers. */
    dueRaw: localDate("due_raw").notNull(),
    dueAt: instant("due_at").notNull(),
    receiptDue: localDate("receipt_due").notNull(),
    receiptDueAt: instant("receipt_due_at").notNull(),
    provisional: boolean("provisional").notNull(),
    nearToldAt: instant("near_told_at"),
    /** Once late, late for ever, whatever becomes of it. */
    late: boolean("late").notNull().default(false),
    lateSince: instant("late_since"),
    startedBy: cText("started_by"),
    startedAt: instant("started_at"),
    /** What waits for a second person, and where it came from. */
    approvalId: uuid("approval_id"),
    proposed: cText("proposed"),
    proposedFrom: cText("proposed_from"),
    ground: cText("ground"),
    lapseReason: cText("lapse_reason"),
    /** What becomes of each class of data, as it was carried out. */
    plan: jsonb("plan"),
    packageId: uuid("package_id"),
    packageState: cText("package_state"),
    correctionId: uuid("correction_id"),
    correctionNumber: cText("correction_number"),
    correctionOutcome: cText("correction_outcome"),
    /** The open request of the same person and type this one goes with. */
    joinedTo: uuid("joined_to"),
    feeState: cText("fee_state"),
    feeMinor: bigint("fee_minor", { mode: "bigint" }),
    feeCurrency: cText("fee_currency"),
    feeBy: cText("fee_by"),
    /** The hash of the code by which the public form's caller asks how it stands. */
    statusHash: bytes("status_hash"),
    answeredBy: cText("answered_by"),
    endedAt: instant("ended_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check(
      "privacy_requests_state",
      sql`${t.state} in ('received', 'verified', 'working', 'proposed', 'answered', 'withdrawn', 'lapsed')`,
    ),
    check(
      "privacy_requests_ended",
      sql`(${t.state} in ('answered', 'withdrawn', 'lapsed')) = (${t.endedAt} is not null)`,
    ),
    check("privacy_requests_outcome", sql`(${t.state} = 'answered') = (${t.outcome} is not null)`),
    check("privacy_requests_lapse", sql`(${t.state} = 'lapsed') = (${t.lapseReason} is not null)`),
    check("privacy_requests_proposed", sql`(${t.state} = 'proposed') = (${t.approvalId} is not null)`),
    check("privacy_requests_received", sql`${t.receivedAt} <= ${t.registeredAt}`),
    // Nothing is worked on of somebody who has not proven who he is.
    check(
      "privacy_requests_proven",
      sql`${t.state} not in ('verified', 'working') or (${t.verifiedAt} is not null and ${t.customerId} is not null)`,
    ),
    check("privacy_requests_verified", sql`(${t.verifiedAt} is null) = (${t.identityWay} is null)`),
    check("privacy_requests_late", sql`${t.late} = (${t.lateSince} is not null)`),
    check("privacy_requests_fee", sql`(${t.feeState} is null) = (${t.feeMinor} is null)`),
    uniqueIndex("privacy_requests_number").on(t.programmeId, t.number),
    uniqueIndex("privacy_requests_status").on(t.statusHash).where(sql`${t.statusHash} is not null`),
    uniqueIndex("privacy_requests_one_proven")
      .on(t.customerId, t.type)
      .where(sql`${t.verifiedAt} is not null and ${t.endedAt} is null`),
    index("privacy_requests_due").on(t.programmeId, t.dueAt, t.id),
    index("privacy_requests_list").on(t.programmeId, t.receivedAt, t.id),
    index("privacy_requests_state_list").on(t.programmeId, t.state, t.dueAt, t.id),
    index("privacy_requests_customer").on(t.customerId),
    index("privacy_requests_open").on(t.programmeId, t.dueAt).where(sql`${t.endedAt} is null`),
  ],
);

/** What happened to a request, in order. Added to only. */
export const privacyRequestSteps = pgTable(
  "privacy_request_steps",
  {
    id: primaryId(),
    ...programmeColumns(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => privacyRequests.id),
    step: cText("step").notNull(),
    /** A code, number or day that says more. */
    detail: cText("detail"),
    actorId: cText("actor_id").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [index("privacy_request_steps_of").on(t.requestId, t.at, t.id)],
);

/** Codes sent to registered telephones. The code itself lies nowhere: it is made from the row's id when it is needed. */
export const privacyCodes = pgTable(
  "privacy_codes",
  {
    id: primaryId(),
    ...programmeColumns(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => privacyRequests.id),
    /** A keyed hash of the code. */
    codeHash: bytes("code_hash").notNull(),
    sentAt: instant("sent_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index("privacy_codes_of").on(t.requestId, t.sentAt)],
);
