import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, cText, instant, localDate, primaryId, programmeColumns } from "./columns";

/** Whom the house gives personal data, for what, how, which and under which contract. Rows are kept for years. */
export const sharingPartners = pgTable(
  "sharing_partners",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    name: text("name").notNull(),
    kind: cText("kind").notNull(),
    country: cText("country").notNull(),
    /** The desk that answers for personal data, as published: an address of the house, of no person. */
    contact: text("contact").notNull(),
    purpose: cText("purpose").notNull(),
    way: cText("way").notNull(),
    fields: text("fields").array().notNull(),
    basis: cText("basis").notNull(),
    /** In which of the cases of the policy it is done. */
    caseCode: cText("case_code").notNull(),
    contractReference: cText("contract_reference").notNull(),
    contractFrom: localDate("contract_from").notNull(),
    contractTo: localDate("contract_to"),
    safeguards: text("safeguards").array().notNull(),
    consentRequired: boolean("consent_required").notNull(),
    /** Where notices go; by hand where there is none. */
    noticeUrl: text("notice_url"),
    secretCipher: bytes("secret_cipher"),
    state: cText("state").notNull(),
    recordedBy: cText("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    approvalId: uuid("approval_id"),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    endReason: cText("end_reason"),
    /** The last day its records must be kept at least. */
    keptUntil: localDate("kept_until"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("sharing_partners_state", sql`${t.state} in ('draft', 'proposed', 'active', 'ended')`),
    check(
      "sharing_partners_kind",
      sql`${t.kind} in ('entrusted', 'recipient', 'affiliate', 'authority', 'cross-border', 'successor')`,
    ),
    check("sharing_partners_started", sql`${t.state} in ('draft', 'proposed') or ${t.startedAt} is not null`),
    check(
      "sharing_partners_ended",
      sql`(${t.state} = 'ended') = (${t.endedAt} is not null and ${t.keptUntil} is not null)`,
    ),
    uniqueIndex("sharing_partners_number").on(t.programmeId, t.number),
    index("sharing_partners_list").on(t.programmeId, t.recordedAt, t.id),
    index("sharing_partners_contract").on(t.contractTo).where(sql`${t.state} = 'active'`),
  ],
);

/** That data of a customer were given to a partner: which kinds, when, why. Never the data themselves. */
export const sharingDisclosures = pgTable(
  "sharing_disclosures",
  {
    id: primaryId(),
    ...programmeColumns(),
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => sharingPartners.id),
    customerId: uuid("customer_id").notNull(),
    fields: text("fields").array().notNull(),
    reference: cText("reference").notNull(),
    at: instant("at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: cText("recorded_by").notNull(),
  },
  (t) => [
    uniqueIndex("sharing_disclosures_reference").on(t.partnerId, t.reference),
    index("sharing_disclosures_customer").on(t.customerId, t.partnerId),
    index("sharing_disclosures_list").on(t.programmeId, t.at, t.id),
  ],
);

/** That nothing more of a customer goes to a partner. */
export const sharingStops = pgTable(
  "sharing_stops",
  {
    id: primaryId(),
    ...programmeColumns(),
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => sharingPartners.id),
    customerId: uuid("customer_id").notNull(),
    requestId: uuid("request_id"),
    stoppedAt: instant("stopped_at").notNull(),
    stoppedBy: cText("stopped_by").notNull(),
    /** Set when the customer asked for it again. */
    liftedAt: instant("lifted_at"),
  },
  (t) => [
    uniqueIndex("sharing_stops_one").on(t.customerId, t.partnerId).where(sql`${t.liftedAt} is null`),
    index("sharing_stops_partner").on(t.partnerId),
  ],
);

/** What a recipient must be told to do, chased until it says that it did. */
export const sharingNotices = pgTable(
  "sharing_notices",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => sharingPartners.id),
    /** Nobody in particular where a contract ended. */
    customerId: uuid("customer_id"),
    kind: cText("kind").notNull(),
    classes: text("classes").array().notNull(),
    subjectType: cText("subject_type").notNull(),
    subjectId: uuid("subject_id").notNull(),
    state: cText("state").notNull(),
    openedAt: instant("opened_at").notNull(),
    dueAt: instant("due_at").notNull(),
    /** When it is tried or chased next; nothing where people tell it. */
    nextAt: instant("next_at"),
    rounds: integer("rounds").notNull().default(0),
    toldAt: instant("told_at"),
    toldBy: cText("told_by"),
    toldWay: cText("told_way"),
    overdueAt: instant("overdue_at"),
    confirmedAt: instant("confirmed_at"),
    confirmedBy: cText("confirmed_by"),
    lastProblem: cText("last_problem"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("sharing_notices_state", sql`${t.state} in ('waiting', 'told', 'confirmed')`),
    check("sharing_notices_kind", sql`${t.kind} in ('erase', 'correct', 'stop', 'contract-ended')`),
    check("sharing_notices_told", sql`${t.state} <> 'told' or ${t.toldAt} is not null`),
    check("sharing_notices_confirmed", sql`(${t.state} = 'confirmed') = (${t.confirmedAt} is not null)`),
    uniqueIndex("sharing_notices_number").on(t.programmeId, t.number),
    uniqueIndex("sharing_notices_one").on(t.partnerId, t.kind, t.subjectType, t.subjectId),
    index("sharing_notices_due").on(t.nextAt).where(sql`${t.state} <> 'confirmed' and ${t.nextAt} is not null`),
    index("sharing_notices_late").on(t.dueAt).where(sql`${t.state} <> 'confirmed' and ${t.overdueAt} is null`),
    index("sharing_notices_list").on(t.programmeId, t.openedAt, t.id),
    index("sharing_notices_customer").on(t.customerId),
  ],
);

/** Demands of foreign bodies for data stored at home: none is answered without the permission the law asks for. */
export const sharingDemands = pgTable(
  "sharing_demands",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    authority: text("authority").notNull(),
    country: cText("country").notNull(),
    reference: cText("reference").notNull(),
    receivedOn: localDate("received_on").notNull(),
    state: cText("state").notNull(),
    permission: cText("permission"),
    registeredBy: cText("registered_by").notNull(),
    registeredAt: instant("registered_at").notNull(),
    decidedBy: cText("decided_by"),
    decidedAt: instant("decided_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("sharing_demands_state", sql`${t.state} in ('escalated', 'rejected', 'permitted')`),
    check("sharing_demands_decided", sql`(${t.state} = 'escalated') = (${t.decidedAt} is null)`),
    check("sharing_demands_permitted", sql`(${t.state} = 'permitted') = (${t.permission} is not null)`),
    uniqueIndex("sharing_demands_number").on(t.programmeId, t.number),
    index("sharing_demands_list").on(t.programmeId, t.registeredAt, t.id),
  ],
);
