import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, localDate, primaryId, programmeColumns } from "./columns";

/** The record of an activity that processes personal data. */
export const processingRecords = pgTable(
  "processing_records",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    name: text("name").notNull(),
    purpose: cText("purpose").notNull(),
    basis: cText("basis").notNull(),
    fields: text("fields").array().notNull(),
    recipients: text("recipients").array().notNull(),
    retentionClass: cText("retention_class").notNull(),
    safeguards: text("safeguards").array().notNull(),
    cases: text("cases").array().notNull(),
    state: cText("state").notNull(),
    startedOn: localDate("started_on").notNull(),
    endedOn: localDate("ended_on"),
    keptUntil: localDate("kept_until"),
    recordedBy: cText("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("processing_records_state", sql`${t.state} in ('planned', 'active', 'ended')`),
    check(
      "processing_records_ended",
      sql`(${t.state} = 'ended') = (${t.endedOn} is not null and ${t.keptUntil} is not null)`,
    ),
    uniqueIndex("processing_records_number").on(t.programmeId, t.number),
    index("processing_records_list").on(t.programmeId, t.recordedAt, t.id),
  ],
);

/** An assessment of what processing does to people, made before it begins. */
export const impactAssessments = pgTable(
  "impact_assessments",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    caseCode: cText("case_code").notNull(),
    aboutType: cText("about_type").notNull(),
    /** A partner's or record's id, or the name of a purpose. */
    aboutId: cText("about_id").notNull(),
    risk: cText("risk").notNull(),
    measures: text("measures").array().notNull(),
    reportReference: cText("report_reference").notNull(),
    state: cText("state").notNull(),
    madeBy: cText("made_by").notNull(),
    madeAt: instant("made_at").notNull(),
    concludedBy: cText("concluded_by"),
    concludedAt: instant("concluded_at"),
    keptUntil: localDate("kept_until"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("impact_assessments_state", sql`${t.state} in ('draft', 'accepted', 'rejected')`),
    check("impact_assessments_risk", sql`${t.risk} in ('low', 'medium', 'high')`),
    check(
      "impact_assessments_concluded",
      sql`(${t.state} = 'draft') = (${t.concludedAt} is null) and (${t.concludedAt} is null) = (${t.keptUntil} is null)`,
    ),
    uniqueIndex("impact_assessments_number").on(t.programmeId, t.number),
    index("impact_assessments_about").on(t.programmeId, t.aboutType, t.aboutId),
    index("impact_assessments_list").on(t.programmeId, t.madeAt, t.id),
  ],
);

/** That a person is to look again at what the system decided by itself. */
export const decisionReviews = pgTable(
  "decision_reviews",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    customerId: uuid("customer_id").notNull(),
    decisionKind: cText("decision_kind").notNull(),
    decisionId: uuid("decision_id").notNull(),
    requestId: uuid("request_id"),
    state: cText("state").notNull(),
    requestedBy: cText("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    decidedBy: cText("decided_by"),
    decidedAt: instant("decided_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("decision_reviews_state", sql`${t.state} in ('open', 'stands', 'changed')`),
    check("decision_reviews_decided", sql`(${t.state} = 'open') = (${t.decidedAt} is null)`),
    uniqueIndex("decision_reviews_number").on(t.programmeId, t.number),
    uniqueIndex("decision_reviews_open").on(t.decisionKind, t.decisionId).where(sql`${t.state} = 'open'`),
    index("decision_reviews_list").on(t.programmeId, t.requestedAt, t.id),
    index("decision_reviews_customer").on(t.customerId),
  ],
);
