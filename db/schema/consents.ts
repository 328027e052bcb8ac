import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, primaryId, programmeColumns } from "./columns";

/** Versions of the documents customers are told of, each with what it changes and from when it holds. */
export const policyVersions = pgTable(
  "policy_versions",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    document: cText("document").notNull(),
    /** Its place among the versions of the document. */
    seq: integer("seq").notNull(),
    /** As the document itself calls it. */
    label: cText("label").notNull(),
    /** SHA-256 of the text, hexadecimal. */
    textHash: cText("text_hash").notNull(),
    changeClass: cText("change_class").notNull(),
    majorChanges: text("major_changes").array().notNull(),
    purposes: text("purposes").array().notNull(),
    changedPurposes: text("changed_purposes").array().notNull(),
    noticeWays: text("notice_ways").array().notNull(),
    /** Where opinions were asked for, since when. */
    consultedAt: instant("consulted_at"),
    state: cText("state").notNull(),
    /** The moment it was asked to hold from. */
    wantedAt: instant("wanted_at").notNull(),
    publishedAt: instant("published_at"),
    effectiveAt: instant("effective_at"),
    /** Binds whoever agreed to it, and nobody else. */
    acceptance: boolean("acceptance").notNull(),
    proposedBy: cText("proposed_by").notNull(),
    proposedAt: instant("proposed_at").notNull(),
    approvalId: uuid("approval_id").notNull(),
    agreedBy: cText("agreed_by"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("policy_versions_state", sql`${t.state} in ('proposed', 'published', 'rejected')`),
    check(
      "policy_versions_published",
      sql`(${t.state} = 'published') = (${t.publishedAt} is not null and ${t.effectiveAt} is not null and ${t.agreedBy} is not null)`,
    ),
    check("policy_versions_effective", sql`${t.effectiveAt} >= ${t.publishedAt}`),
    uniqueIndex("policy_versions_number").on(t.programmeId, t.number),
    uniqueIndex("policy_versions_seq").on(t.programmeId, t.document, t.seq).where(sql`${t.state} <> 'rejected'`),
    uniqueIndex("policy_versions_text").on(t.programmeId, t.document, t.textHash).where(sql`${t.state} <> 'rejected'`),
    index("policy_versions_list").on(t.programmeId, t.proposedAt, t.id),
  ],
);

/** What customers said about purposes: only ever added to. */
export const consentEvents = pgTable(
  "consent_events",
  {
    id: primaryId(),
    ...programmeColumns(),
    customerId: uuid("customer_id").notNull(),
    purpose: cText("purpose").notNull(),
    change: cText("change").notNull(),
    /** The version whose words were before the customer. None where he took back what he never gave. */
    policyVersionId: uuid("policy_version_id").references(() => policyVersions.id),
    channel: cText("channel").notNull(),
    /** True where the house asked; false where he came by himself. */
    asked: boolean("asked").notNull(),
    reasonCode: cText("reason_code"),
    evidenceId: uuid("evidence_id"),
    requestId: uuid("request_id"),
    at: instant("at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: cText("recorded_by").notNull(),
  },
  (t) => [
    check("consent_events_change", sql`${t.change} in ('given', 'refused', 'withdrawn')`),
    check("consent_events_version", sql`${t.change} <> 'given' or ${t.policyVersionId} is not null`),
    check("consent_events_at", sql`${t.at} <= ${t.recordedAt}`),
    index("consent_events_customer").on(t.customerId, t.recordedAt),
    index("consent_events_list").on(t.programmeId, t.recordedAt, t.id),
  ],
);

/** What a customer last said about each purpose: what the system asks before it does something. */
export const consentStates = pgTable(
  "consent_states",
  {
    id: primaryId(),
    ...programmeColumns(),
    customerId: uuid("customer_id").notNull(),
    purpose: cText("purpose").notNull(),
    change: cText("change").notNull(),
    policyVersionId: uuid("policy_version_id"),
    eventId: uuid("event_id").notNull(),
    at: instant("at").notNull(),
    /** When he last said no: he is not asked again for a while. */
    refusedAt: instant("refused_at"),
  },
  (t) => [
    uniqueIndex("consent_states_one").on(t.customerId, t.purpose),
    index("consent_states_purpose").on(t.programmeId, t.purpose, t.change, t.customerId),
  ],
);

/** That a customer agreed to a changed agreement, by a message or in writing. */
export const policyAcceptances = pgTable(
  "policy_acceptances",
  {
    id: primaryId(),
    ...programmeColumns(),
    customerId: uuid("customer_id").notNull(),
    policyVersionId: uuid("policy_version_id")
      .notNull()
      .references(() => policyVersions.id),
    way: cText("way").notNull(),
    evidenceId: uuid("evidence_id"),
    at: instant("at").notNull(),
    recordedBy: cText("recorded_by").notNull(),
  },
  (t) => [
    check("policy_acceptances_way", sql`${t.way} in ('data-message', 'written', 'counter')`),
    uniqueIndex("policy_acceptances_one").on(t.customerId, t.policyVersionId),
    index("policy_acceptances_version").on(t.policyVersionId),
  ],
);
