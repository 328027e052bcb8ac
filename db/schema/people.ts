import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, cText, instant, localDate, primaryId, programmeColumns } from "./columns";
import { people } from "./identity";

/** A way in that is good once: for somebody invited, or somebody whose sign-in was reset. Only hashes of it are kept. */
export const accessLinks = pgTable(
  "access_links",
  {
    id: primaryId(),
    ...programmeColumns(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    /** `invitation` or `reset`. */
    kind: cText("kind").notNull(),
    /** True when using it also takes the second factor away, to be enrolled anew. */
    clearsSecondFactor: boolean("clears_second_factor").notNull().default(false),
    /** SHA-256 of the link shown to the administrator. */
    shownHash: bytes("shown_hash"),
    /** SHA-256 of the link sent by mail. */
    mailedHash: bytes("mailed_hash"),
    createdAt: instant("created_at").notNull(),
    createdBy: cText("created_by").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    revokedAt: instant("revoked_at"),
    revokedBy: cText("revoked_by"),
  },
  (t) => [
    index("access_links_person").on(t.personId, t.createdAt),
    uniqueIndex("access_links_shown").on(t.shownHash),
    uniqueIndex("access_links_mailed").on(t.mailedHash),
    uniqueIndex("access_links_open").on(t.personId).where(sql`${t.usedAt} is null and ${t.revokedAt} is null`),
    check("access_links_kind", sql`${t.kind} in ('invitation', 'reset')`),
  ],
);

/** When a person could not come in: what rights as of a date are computed from. */
export const disablements = pgTable(
  "disablements",
  {
    id: primaryId(),
    ...programmeColumns(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    startedAt: instant("started_at").notNull(),
    startedBy: cText("started_by").notNull(),
    reasonCode: cText("reason_code").notNull(),
    endedAt: instant("ended_at"),
    endedBy: cText("ended_by"),
  },
  (t) => [uniqueIndex("disablements_live").on(t.personId).where(sql`${t.endedAt} is null`)],
);

/** A role asked for, waiting for a second person; what an approval of people is about. */
export const roleRequests = pgTable(
  "role_requests",
  {
    id: primaryId(),
    ...programmeColumns(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    role: cText("role").notNull(),
    endsAt: instant("ends_at"),
    requestedBy: uuid("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    approvalId: uuid("approval_id").notNull(),
    state: cText("state").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    uniqueIndex("role_requests_pending").on(t.personId, t.programmeId, t.role).where(sql`${t.state} = 'pending'`),
    check("role_requests_state", sql`${t.state} in ('pending', 'granted', 'refused', 'withdrawn', 'dropped')`),
  ],
);

/** A role lent to a colleague until a moment. */
export const delegations = pgTable(
  "delegations",
  {
    id: primaryId(),
    ...programmeColumns(),
    fromId: uuid("from_id")
      .notNull()
      .references(() => people.id),
    toId: uuid("to_id")
      .notNull()
      .references(() => people.id),
    role: cText("role").notNull(),
    reasonCode: cText("reason_code").notNull(),
    proposedAt: instant("proposed_at").notNull(),
    approvalId: uuid("approval_id").notNull(),
    state: cText("state").notNull(),
    startedAt: instant("started_at"),
    endsAt: instant("ends_at").notNull(),
    endedAt: instant("ended_at"),
    endedBy: cText("ended_by"),
  },
  (t) => [
    index("delegations_from").on(t.fromId, t.state),
    index("delegations_to").on(t.toId, t.state),
    uniqueIndex("delegations_open").on(t.toId, t.programmeId, t.role).where(sql`${t.state} in ('pending', 'active')`),
    check("delegations_not_self", sql`${t.fromId} <> ${t.toId}`),
    check("delegations_state", sql`${t.state} in ('pending', 'active', 'ended', 'refused', 'withdrawn', 'dropped')`),
  ],
);

/** A sign-in reset of an administrator, waiting for a second person. */
export const resetRequests = pgTable(
  "reset_requests",
  {
    id: primaryId(),
    ...programmeColumns(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    clearsSecondFactor: boolean("clears_second_factor").notNull(),
    requestedBy: uuid("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    approvalId: uuid("approval_id").notNull(),
    state: cText("state").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    uniqueIndex("reset_requests_pending").on(t.personId).where(sql`${t.state} = 'pending'`),
    check("reset_requests_state", sql`${t.state} in ('pending', 'granted', 'refused', 'withdrawn', 'dropped')`),
  ],
);

/** A review of who holds which right; frozen with a hash once signed. */
export const accessReviews = pgTable(
  "access_reviews",
  {
    id: primaryId(),
    ...programmeColumns(),
    openedAt: instant("opened_at").notNull(),
    openedBy: uuid("opened_by").notNull(),
    dueOn: localDate("due_on").notNull(),
    signedAt: instant("signed_at"),
    signedBy: uuid("signed_by"),
    /** SHA-256 of the decisions in canonical form. */
    digest: cText("digest"),
  },
  (t) => [uniqueIndex("access_reviews_open").on(t.programmeId).where(sql`${t.signedAt} is null`)],
);

/** One grant under review. */
export const accessReviewItems = pgTable(
  "access_review_items",
  {
    id: primaryId(),
    ...programmeColumns(),
    reviewId: uuid("review_id")
      .notNull()
      .references(() => accessReviews.id),
    grantId: uuid("grant_id").notNull(),
    personId: uuid("person_id").notNull(),
    role: cText("role").notNull(),
    grantedAt: instant("granted_at").notNull(),
    decision: cText("decision"),
    reasonCode: cText("reason_code"),
    decidedBy: uuid("decided_by"),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    uniqueIndex("access_review_items_grant").on(t.reviewId, t.grantId),
    check("access_review_items_decision", sql`${t.decision} in ('keep', 'end')`),
  ],
);
