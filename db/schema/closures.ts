import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";

/** The closing of an account, from the wish to the core's word. At most one is under way per account. */
export const closures = pgTable(
  "closures",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    accountId: uuid("account_id")
      .notNull()
      .references(() => accounts.id),
    customerId: uuid("customer_id").notNull(),
    kind: cText("kind").notNull(),
    reasonCode: cText("reason_code").notNull(),
    state: cText("state").notNull(),
    /** How it was made sure that the customer asks, where he does. */
    identityWay: cText("identity_way"),
    noteSealed: sealed("note_sealed").notNull(),
    requestedBy: cText("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    approvalId: uuid("approval_id"),
    agreedBy: cText("agreed_by"),
    agreedAt: instant("agreed_at"),
    /** What it stands on: a loss report, an unused account found. */
    subjectType: cText("subject_type"),
    subjectId: uuid("subject_id"),
    /** The bound card that what was left went to, how often money was paid out, and how much in all. */
    cardId: uuid("card_id"),
    rounds: integer("rounds").notNull().default(0),
    paidOutMinor: bigint("paid_out_minor", { mode: "bigint" }).notNull().default(sql`0`),
    /** Money on its way to the card. */
    payingMinor: bigint("paying_minor", { mode: "bigint" }),
    stopCause: cText("stop_cause"),
    endedAt: instant("ended_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("closures_kind", sql`${t.kind} in ('by-customer', 'reclaim', 'breach', 'after-loss')`),
    check(
      "closures_state",
      sql`${t.state} in ('requested', 'approved', 'paying-out', 'closing', 'closed', 'refused', 'stopped', 'withdrawn')`,
    ),
    check("closures_paying", sql`(${t.state} = 'paying-out') = (${t.payingMinor} is not null)`),
    check("closures_stopped", sql`(${t.state} = 'stopped') = (${t.stopCause} is not null)`),
    uniqueIndex("closures_number").on(t.programmeId, t.number),
    uniqueIndex("closures_one_open")
      .on(t.accountId)
      .where(sql`${t.state} in ('requested', 'approved', 'paying-out', 'closing')`),
    index("closures_list").on(t.programmeId, t.requestedAt, t.id),
    index("closures_state_list").on(t.programmeId, t.state, t.requestedAt, t.id),
    index("closures_customer").on(t.customerId),
    index("closures_subject").on(t.subjectId).where(sql`${t.subjectId} is not null`),
  ],
);

/** What happened to a closure, in order. Added to only. */
export const closureSteps = pgTable(
  "closure_steps",
  {
    id: primaryId(),
    ...programmeColumns(),
    closureId: uuid("closure_id")
      .notNull()
      .references(() => closures.id),
    kind: cText("kind").notNull(),
    at: instant("at").notNull(),
    actorId: cText("actor_id").notNull(),
    /** What remained, as everybody may see it. */
    conditions: text("conditions").array().notNull().default(sql`'{}'`),
    minor: bigint("minor", { mode: "bigint" }),
    currency: cText("currency"),
    instructionId: uuid("instruction_id"),
    problem: cText("problem"),
  },
  (t) => [
    check(
      "closure_steps_kind",
      sql`${t.kind} in ('requested', 'agreed', 'refused', 'void', 'withdrawn', 'expired', 'paying-out', 'paid-out', 'closing',
      'closed', 'stopped')`,
    ),
    index("closure_steps_closure").on(t.closureId, t.at),
  ],
);

/** An account nobody has used or signed in to for the months of the agreement. At most one row stands per account. */
export const closureCandidates = pgTable(
  "closure_candidates",
  {
    id: primaryId(),
    ...programmeColumns(),
    accountId: uuid("account_id")
      .notNull()
      .references(() => accounts.id),
    customerId: uuid("customer_id").notNull(),
    state: cText("state").notNull(),
    /** The last day of use, of signing in or of opening, and the first on which it may be reclaimed. */
    idleSince: localDate("idle_since").notNull(),
    reclaimFrom: localDate("reclaim_from").notNull(),
    lastUsedOn: localDate("last_used_on"),
    /** Nothing where the house was never told of a sign-in. */
    lastLoginOn: localDate("last_login_on"),
    foundAt: instant("found_at").notNull(),
    noticedOn: localDate("noticed_on"),
    dismissalCode: cText("dismissal_code"),
    decidedBy: cText("decided_by"),
    endedAt: instant("ended_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("closure_candidates_state", sql`${t.state} in ('found', 'noticed', 'proposed', 'dismissed', 'gone')`),
    check("closure_candidates_noticed", sql`${t.state} <> 'noticed' or ${t.noticedOn} is not null`),
    uniqueIndex("closure_candidates_one").on(t.accountId).where(sql`${t.state} in ('found', 'noticed', 'proposed')`),
    uniqueIndex("closure_candidates_occasion").on(t.accountId, t.idleSince),
    index("closure_candidates_list").on(t.programmeId, t.foundAt, t.id),
    index("closure_candidates_customer").on(t.customerId),
  ],
);

/** The last day on which a customer signed in by a way the agreement accepts, as the house was told. */
export const closureLogins = pgTable(
  "closure_logins",
  {
    id: primaryId(),
    ...programmeColumns(),
    customerId: uuid("customer_id").notNull(),
    lastOn: localDate("last_on").notNull(),
    toldAt: instant("told_at").notNull(),
  },
  (t) => [uniqueIndex("closure_logins_customer").on(t.customerId)],
);
