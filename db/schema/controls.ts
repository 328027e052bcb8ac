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
    /** restriction: own judgement or a fact. stop and freeze: the holder or an order. deduction: an order. */
    kind: cText("kind").notNull(),
    /** own-judgement: a person asked, and another agreed or looks afterwards. system: a fact. customer: the holder. */
    source: cText("source").notNull(),
    reasonCode: cText("reason_code").notNull(),
    ruleId: cText("rule_id").notNull(),
    ruleVersion: integer("rule_version").notNull(),
    scope: cText("scope").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }),
    /** A function's name or a bound card's id, with those scopes alone. */
    target: cText("target"),
    /** By its paper, where it has one; a secret paper's own times are in `measure_secrets`. */
    startsAt: instant("starts_at"),
    expiresAt: instant("expires_at"),
    noteSealed: sealed("note_sealed"),
    reviewOn: localDate("review_on").notNull(),
    /** Who looked at it after it was given, at once or by the system; he decides no objection to it. */
    reviewedBy: uuid("reviewed_by"),
    reviewedAt: instant("reviewed_at"),
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
    /** From when it no longer counts, and when the house acted on it: a term may end while nobody watches. */
    endedAt: instant("ended_at"),
    noticedAt: instant("noticed_at"),
    releasedAt: instant("released_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    index("measures_of_customer").on(t.customerId),
    check("measures_reviewed", sql`(${t.reviewedBy} is null) = (${t.reviewedAt} is null)`),
    check(
      "measures_kind",
      sql`${t.source} in ('own-judgement', 'system') and ${t.kind} = 'restriction'
      or ${t.source} = 'customer' and ${t.kind} in ('stop', 'freeze')
      or ${t.source} = 'authority' and ${t.kind} in ('stop', 'freeze', 'deduction')`,
    ),
    check(
      "measures_scope",
      sql`${t.scope} in ('all', 'debit', 'credit', 'amount', 'function', 'card')
      and (${t.scope} = 'amount') = (${t.amountMinor} is not null)
      and (${t.scope} in ('function', 'card')) = (${t.target} is not null)`,
    ),
    check(
      "measures_state",
      sql`${t.state} in ('proposed', 'rejected', 'withdrawn', 'void', 'instructed', 'in-force',
      'failed', 'carried-out', 'release-proposed', 'release-instructed', 'released')`,
    ),
    check(
      "measures_source",
      sql`${t.source} = 'own-judgement' and (${t.approvalId} is null or ${t.subjectId} is null) and ${t.requestedBy} <> 'system'
      or ${t.source} = 'system' and ${t.approvalId} is null and ${t.requestedBy} = 'system' and ${t.subjectType} is not null
      and ${t.subjectId} is not null
      or ${t.source} in ('customer', 'authority') and ${t.approvalId} is null and ${t.subjectType} is not null
      and ${t.subjectId} is not null`,
    ),
    check("measures_term", sql`${t.startsAt} is null or ${t.expiresAt} is null or ${t.expiresAt} > ${t.startsAt}`),
    index("measures_expiring")
      .on(t.expiresAt)
      .where(sql`${t.expiresAt} is not null and ${t.state} in
      ('instructed', 'in-force', 'release-proposed')`),
    uniqueIndex("measures_number").on(t.programmeId, t.number),
    index("measures_account").on(t.accountId, t.state),
    index("measures_subject").on(t.subjectId).where(sql`${t.subjectId} is not null`),
    index("measures_list").on(t.programmeId, t.requestedAt, t.id),
  ],
);

/**
 * What a measure under review truly is, where its paper may not be told of: who is not cleared finds no row here, and
 * sees in `measures` a restriction by the system. Kept and read beside the measure.
 */
export const measureSecrets = pgTable(
  "measure_secrets",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: text("clearance").notNull().default("suspicion"),
    measureId: uuid("measure_id")
      .notNull()
      .references(() => measures.id),
    kind: cText("kind").notNull(),
    source: cText("source").notNull(),
    reasonCode: cText("reason_code").notNull(),
    ruleId: cText("rule_id").notNull(),
    ruleVersion: integer("rule_version").notNull(),
    requestedBy: text("requested_by").notNull(),
    subjectType: cText("subject_type").notNull(),
    subjectId: uuid("subject_id").notNull(),
    startsAt: instant("starts_at"),
    expiresAt: instant("expires_at"),
    releaseReasonCode: cText("release_reason_code"),
    liftReasonCode: cText("lift_reason_code"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    check("measure_secrets_source", sql`${t.source} = 'authority' and ${t.kind} in ('stop', 'freeze')`),
    check("measure_secrets_clearance", sql`${t.clearance} = 'suspicion'`),
    check(
      "measure_secrets_term",
      sql`${t.startsAt} is null or ${t.expiresAt} is null or ${t.expiresAt} > ${t.startsAt}`,
    ),
    uniqueIndex("measure_secrets_measure").on(t.measureId),
    index("measure_secrets_subject").on(t.subjectId),
  ],
);

/** What was told to the payment core and what came back. */
export const coreInstructions = pgTable(
  "core_instructions",
  {
    id: primaryId(),
    ...programmeColumns(),
    /** Nothing where the order is about no measure: the end of sessions, the closing of an account. */
    measureId: uuid("measure_id").references(() => measures.id),
    accountId: uuid("account_id").notNull(),
    /** What an order without a measure stands on; nothing for others. */
    subjectType: cText("subject_type"),
    subjectId: uuid("subject_id"),
    /** From 1; each further time the same is ordered again, by a person, takes the next. */
    round: integer("round").notNull().default(1),
    verb: cText("verb").notNull(),
    sequence: integer("sequence").notNull(),
    body: jsonb("body").notNull(),
    state: cText("state").notNull(),
    attempts: integer("attempts").notNull().default(0),
    lastProblem: cText("last_problem"),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
    answeredAt: instant("answered_at"),
    /** When it took effect, by the core's own clock. */
    appliedAt: instant("applied_at"),
    /** From the order to the answer we recorded, in milliseconds. */
    answerMs: bigint("answer_ms", { mode: "number" }),
    coreSequence: bigint("core_sequence", { mode: "number" }),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("core_instructions_state", sql`${t.state} in ('queued', 'sent', 'applied', 'rejected')`),
    check(
      "core_instructions_verb",
      sql`${t.verb} in ('restrict', 'lift', 'deduct', 'end-sessions', 'pay-out', 'close')`,
    ),
    check(
      "core_instructions_about",
      sql`case when ${t.verb} in ('end-sessions', 'pay-out', 'close')
        then ${t.measureId} is null and ${t.subjectType} is not null and ${t.subjectId} is not null
        else ${t.measureId} is not null and ${t.subjectType} is null and ${t.subjectId} is null end`,
    ),
    check("core_instructions_round", sql`${t.round} > 0`),
    uniqueIndex("core_instructions_sequence").on(t.accountId, t.sequence),
    uniqueIndex("core_instructions_once").on(t.measureId, t.verb, t.round).where(sql`${t.state} <> 'rejected'`),
    uniqueIndex("core_instructions_sessions")
      .on(t.accountId, t.subjectId, t.verb, t.round)
      .where(sql`${t.measureId} is null and ${t.state} <> 'rejected'`),
    index("core_instructions_rejected").on(t.programmeId, t.answeredAt, t.id).where(sql`${t.state} = 'rejected'`),
    index("core_instructions_waiting").on(t.createdAt).where(sql`${t.state} in ('queued', 'sent')`),
  ],
);

/** An account whose restriction at the payment core is not the one the house holds it to. One per account until they agree. */
export const coreDifferences = pgTable(
  "core_differences",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    accountId: uuid("account_id").notNull(),
    customerId: uuid("customer_id").notNull(),
    /** freer: the core lets through what is restricted here. stricter: it holds more. unlike: the same effect, other measures. */
    kind: cText("kind").notNull(),
    state: cText("state").notNull(),
    /** Both sides as last seen: what is restricted, and by which measures. No account number, no balance. */
    ours: jsonb("ours").notNull(),
    theirs: jsonb("theirs").notNull(),
    /** The core's own version of the account when it was last read. */
    coreVersion: integer("core_version").notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    timesSeen: integer("times_seen").notNull(),
    resentAt: instant("resent_at"),
    resentBy: text("resent_by"),
    reasonCode: cText("reason_code"),
    noteSealed: sealed("note_sealed"),
    explainedAt: instant("explained_at"),
    explainedBy: text("explained_by"),
    resolvedAt: instant("resolved_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    index("core_differences_of_customer").on(t.customerId),
    check("core_differences_kind", sql`${t.kind} in ('freer', 'stricter', 'unlike')`),
    check("core_differences_state", sql`${t.state} in ('open', 'explained', 'resolved')`),
    check("core_differences_explained", sql`${t.state} <> 'explained' or ${t.reasonCode} is not null`),
    check("core_differences_resolved", sql`(${t.state} = 'resolved') = (${t.resolvedAt} is not null)`),
    uniqueIndex("core_differences_number").on(t.programmeId, t.number),
    uniqueIndex("core_differences_one").on(t.accountId).where(sql`${t.state} <> 'resolved'`),
    index("core_differences_list").on(t.programmeId, t.state, t.firstSeenAt, t.id),
  ],
);
