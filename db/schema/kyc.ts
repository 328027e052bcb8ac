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
import { bytes, cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";
import { customers } from "./customers";

/** What was handed in about a customer's identity. `payload_sealed` holds the declared fields, sealed under his key. */
export const kycSubmissions = pgTable(
  "kyc_submissions",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    /** What it is for: a purpose. */
    kind: cText("kind").notNull(),
    subjectKind: cText("subject_kind").notNull().default("person"),
    origin: cText("origin").notNull().default("api"),
    status: cText("status").notNull(),
    payloadSealed: sealed("payload_sealed").notNull(),
    /** Kinds of documents announced with it. */
    expected: jsonb("expected").notNull().default([]),
    /** True where the customer stood before a colleague or an agent. */
    faceToFace: boolean("face_to_face").notNull().default(false),
    requestedClass: integer("requested_class"),
    /** The request to the customer that it answers. */
    requestId: uuid("request_id"),
    /** The latest run of the checks; 0 before the first. */
    checkRun: integer("check_run").notNull().default(0),
    failed: integer("failed").notNull().default(0),
    warned: integer("warned").notNull().default(0),
    receivedBy: cText("received_by").notNull(),
    receivedAt: instant("received_at").notNull(),
    readyAt: instant("ready_at"),
    /** Whoever decided last, and when. */
    decidedBy: cText("decided_by"),
    decidedAt: instant("decided_at"),
    outcomeClass: integer("outcome_class"),
    /** Keyed hashes of the declared telephone and paper number: one telephone on two identities is found by them. */
    phoneKey: bytes("phone_key"),
    idKey: bytes("id_key"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    uniqueIndex("kyc_submissions_number").on(t.programmeId, t.number),
    index("kyc_submissions_list").on(t.programmeId, t.receivedAt, t.id),
    index("kyc_submissions_status").on(t.programmeId, t.status, t.receivedAt, t.id),
    index("kyc_submissions_customer").on(t.customerId),
    index("kyc_submissions_phone").on(t.programmeId, t.phoneKey),
    index("kyc_submissions_request").on(t.requestId),
    index("kyc_submissions_waiting")
      .on(t.programmeId, t.receivedAt)
      .where(sql`${t.status} in ('collecting', 'reading', 'ready', 'held', 'overriding', 'asked')`),
  ],
);

/** One picture of a submission: what was read from it and what was decided of it. */
export const kycDocuments = pgTable(
  "kyc_documents",
  {
    id: primaryId(),
    ...programmeColumns(),
    submissionId: uuid("submission_id")
      .notNull()
      .references(() => kycSubmissions.id),
    customerId: uuid("customer_id").notNull(),
    kind: cText("kind").notNull(),
    /** The file of evidence; null while it is announced only. */
    fileId: uuid("file_id"),
    readState: cText("read_state").notNull(),
    /** Why reading failed or the file was refused: a code. */
    readProblem: cText("read_problem"),
    /** Readings of the house, sealed: proposals with their confidence. */
    readingSealed: sealed("reading_sealed"),
    quality: jsonb("quality"),
    /** Keyed hash of the bytes, and a hash of how the picture looks, by which the same one is found elsewhere. */
    contentHash: bytes("content_hash"),
    lookHash: bytes("look_hash"),
    state: cText("state").notNull().default("waiting"),
    reasonCode: cText("reason_code"),
    decidedBy: cText("decided_by"),
    decidedAt: instant("decided_at"),
    createdAt: instant("created_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    index("kyc_documents_of_customer").on(t.customerId),
    check("kyc_documents_state", sql`${t.state} in ('waiting', 'accepted', 'rejected', 'asked')`),
    check("kyc_documents_read", sql`${t.readState} in ('missing', 'waiting', 'read', 'failed', 'refused')`),
    uniqueIndex("kyc_documents_kind").on(t.submissionId, t.kind),
    index("kyc_documents_file").on(t.fileId),
    index("kyc_documents_content").on(t.programmeId, t.contentHash),
  ],
);

/** What an outside channel said of a customer's identity. */
export const kycChannels = pgTable(
  "kyc_channels",
  {
    id: primaryId(),
    ...programmeColumns(),
    submissionId: uuid("submission_id")
      .notNull()
      .references(() => kycSubmissions.id),
    customerId: uuid("customer_id").notNull(),
    type: cText("type").notNull(),
    provider: text("provider").notNull(),
    outcome: cText("outcome").notNull(),
    /** What a registry said of each field it was asked: match, mismatch or not-given; no values. */
    answers: jsonb("answers").notNull().default({}),
    checkedAt: instant("checked_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [
    check("kyc_channels_outcome", sql`${t.outcome} in ('match', 'mismatch', 'unavailable')`),
    uniqueIndex("kyc_channels_once").on(t.submissionId, t.type, t.provider),
    index("kyc_channels_customer").on(t.customerId),
  ],
);

/** One run of the automatic checks over a submission. Findings hold no personal data. */
export const kycCheckRuns = pgTable(
  "kyc_check_runs",
  {
    submissionId: uuid("submission_id")
      .notNull()
      .references(() => kycSubmissions.id),
    run: integer("run").notNull(),
    ...programmeColumns(),
    findings: jsonb("findings").notNull(),
    ranAt: instant("ran_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.submissionId, t.run] })],
);

/** What was asked of a customer: papers or data, with a clock. Answered by a submission, or run out. */
export const kycRequests = pgTable(
  "kyc_requests",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    /** Why: asked again at the bench, or a re-verification (`subject_id` is its review). */
    ground: cText("ground").notNull(),
    submissionId: uuid("submission_id"),
    subjectId: uuid("subject_id"),
    /** Kinds of documents wanted, and the coded reasons the customer is told. */
    documents: jsonb("documents").notNull(),
    reasons: jsonb("reasons").notNull(),
    state: cText("state").notNull(),
    dueOn: localDate("due_on").notNull(),
    askedBy: cText("asked_by").notNull(),
    askedAt: instant("asked_at").notNull(),
    answeredBy: uuid("answered_by"),
    endedAt: instant("ended_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("kyc_requests_ground", sql`${t.ground} in ('asked-again', 're-verification')`),
    check("kyc_requests_state", sql`${t.state} in ('open', 'answered', 'lapsed', 'withdrawn')`),
    uniqueIndex("kyc_requests_number").on(t.programmeId, t.number),
    index("kyc_requests_customer").on(t.customerId, t.state),
    index("kyc_requests_due").on(t.programmeId, t.dueOn).where(sql`${t.state} = 'open'`),
  ],
);

/** Every decision at the bench, one line each: the history behind throughput, reasons and disagreement. Appended only. */
export const kycDecisions = pgTable(
  "kyc_decisions",
  {
    id: primaryId(),
    ...programmeColumns(),
    submissionId: uuid("submission_id")
      .notNull()
      .references(() => kycSubmissions.id),
    customerId: uuid("customer_id").notNull(),
    decision: cText("decision").notNull(),
    reasons: text("reasons").array().notNull(),
    noteSealed: sealed("note_sealed"),
    /** The overridden checks, where a second person agreed; else empty. */
    overridden: text("overridden").array().notNull(),
    approvalId: uuid("approval_id"),
    decidedBy: cText("decided_by").notNull(),
    decidedAt: instant("decided_at").notNull(),
    /** Seconds from when the reviewer had it to the decision; null when unknown. */
    seconds: integer("seconds"),
  },
  (t) => [
    index("kyc_decisions_of_customer").on(t.customerId),
    check("kyc_decisions_decision", sql`${t.decision} in ('accept', 'reject', 'ask')`),
    index("kyc_decisions_submission").on(t.submissionId, t.decidedAt),
    index("kyc_decisions_at").on(t.programmeId, t.decidedAt),
  ],
);

/** How a customer came to a class: what it was, what it became, on what. Appended only. */
export const kycClassChanges = pgTable(
  "kyc_class_changes",
  {
    id: primaryId(),
    ...programmeColumns(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    accountId: uuid("account_id").notNull(),
    fromClass: integer("from_class"),
    toClass: integer("to_class").notNull(),
    submissionId: uuid("submission_id"),
    channels: integer("channels").notNull(),
    faceToFace: boolean("face_to_face").notNull(),
    /** Why a person lowered it; null for a rise that a submission brought. */
    reasonCode: cText("reason_code"),
    rules: jsonb("rules").notNull(),
    changedBy: cText("changed_by").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [
    check("kyc_class_changes_to", sql`${t.toClass} in (1, 2, 3)`),
    index("kyc_class_changes_customer").on(t.customerId, t.changedAt),
  ],
);

/** A second look at an accepted submission: drawn by lot, seen by somebody else. */
export const kycSecondLooks = pgTable(
  "kyc_second_looks",
  {
    id: primaryId(),
    ...programmeColumns(),
    submissionId: uuid("submission_id")
      .notNull()
      .references(() => kycSubmissions.id),
    firstBy: cText("first_by").notNull(),
    drawnAt: instant("drawn_at").notNull(),
    /** Where the lot fell: the draw can be repeated. */
    lot: bigint("lot", { mode: "number" }).notNull(),
    verdict: cText("verdict"),
    reasonCode: cText("reason_code"),
    noteSealed: sealed("note_sealed"),
    lookedBy: cText("looked_by"),
    lookedAt: instant("looked_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("kyc_second_looks_verdict", sql`coalesce(${t.verdict}, 'agree') in ('agree', 'disagree')`),
    uniqueIndex("kyc_second_looks_submission").on(t.submissionId),
    index("kyc_second_looks_open").on(t.programmeId, t.drawnAt).where(sql`${t.verdict} is null`),
  ],
);
