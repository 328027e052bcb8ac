import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, primaryId, programmeColumns, sealed } from "./columns";

/** What befell personal information, with everything that is decided about it. Its words are sealed under a key of its own. */
export const incidents = pgTable(
  "incidents",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    kind: cText("kind").notNull(),
    certainty: cText("certainty").notNull(),
    severity: cText("severity").notNull(),
    /** Whether it concerns an operator of critical infrastructure. */
    cii: boolean("cii").notNull(),
    state: cText("state").notNull(),
    /** What its hours count from. It may be entered later. */
    discoveredAt: instant("discovered_at").notNull(),
    occurredFrom: instant("occurred_from"),
    occurredTo: instant("occurred_to"),
    registeredAt: instant("registered_at").notNull(),
    registeredBy: cText("registered_by").notNull(),
    systems: text("systems").array().notNull(),
    /** Grade and class of the data concerned: `C2/contact`. */
    dataKinds: text("data_kinds").array().notNull(),
    /** How many people are thought to be concerned. */
    estimate: integer("estimate").notNull(),
    cause: cText("cause").notNull(),
    /** What happened, why, what harm it may do, what is learned of it. */
    wordsSealed: sealed("words_sealed").notNull(),
    closedBy: cText("closed_by"),
    closedAt: instant("closed_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("incidents_kind", sql`${t.kind} in ('leak', 'tampering', 'loss', 'misuse', 'unauthorised-access')`),
    check("incidents_severity", sql`${t.severity} in ('general', 'larger', 'major', 'critical')`),
    check("incidents_state", sql`${t.state} in ('open', 'closed')`),
    check("incidents_closed", sql`(${t.state} = 'closed') = (${t.closedAt} is not null)`),
    check("incidents_discovered", sql`${t.discoveredAt} <= ${t.registeredAt}`),
    uniqueIndex("incidents_number").on(t.programmeId, t.number),
    index("incidents_list").on(t.programmeId, t.discoveredAt, t.id),
    index("incidents_state_list").on(t.programmeId, t.state, t.discoveredAt, t.id),
  ],
);

/** What an incident obliges the house to, and by when. The moment it is due is never moved. */
export const incidentDuties = pgTable(
  "incident_duties",
  {
    id: primaryId(),
    ...programmeColumns(),
    incidentId: uuid("incident_id")
      .notNull()
      .references(() => incidents.id),
    duty: cText("duty").notNull(),
    ruleId: cText("rule_id").notNull(),
    ruleVersion: integer("rule_version").notNull(),
    /** The hours are the house's own: the law's are not known. */
    own: boolean("own").notNull(),
    hours: integer("hours").notNull(),
    dueAt: instant("due_at").notNull(),
    state: cText("state").notNull(),
    doneAt: instant("done_at"),
    doneBy: cText("done_by"),
    waiverCode: cText("waiver_code"),
  },
  (t) => [
    check("incident_duties_duty", sql`${t.duty} in ('cac-cii', 'cac-larger', 'pboc', 'privacy', 'subjects')`),
    check("incident_duties_state", sql`${t.state} in ('running', 'done', 'waived', 'lapsed')`),
    check("incident_duties_done", sql`(${t.state} = 'running') = (${t.doneAt} is null)`),
    check("incident_duties_waived", sql`(${t.state} = 'waived') = (${t.waiverCode} is not null)`),
    uniqueIndex("incident_duties_one").on(t.incidentId, t.duty).where(sql`${t.state} <> 'lapsed'`),
    index("incident_duties_due").on(t.programmeId, t.dueAt).where(sql`${t.state} = 'running'`),
  ],
);

/** How people concerned were chosen, so that the same choice can be made again. */
export const incidentSelections = pgTable(
  "incident_selections",
  {
    id: primaryId(),
    ...programmeColumns(),
    incidentId: uuid("incident_id")
      .notNull()
      .references(() => incidents.id),
    way: cText("way").notNull(),
    /** What was asked for by a filter; null for a list. */
    filter: jsonb("filter"),
    found: integer("found").notNull(),
    added: integer("added").notNull(),
    at: instant("at").notNull(),
    by: cText("by").notNull(),
  },
  (t) => [
    check("incident_selections_way", sql`${t.way} in ('list', 'filter', 'saved', 'sighting')`),
    index("incident_selections_incident").on(t.incidentId, t.at),
    index("incident_selections_list").on(t.programmeId, t.at),
  ],
);

/** One person concerned, by reference only. */
export const incidentPersons = pgTable(
  "incident_persons",
  {
    id: primaryId(),
    ...programmeColumns(),
    incidentId: uuid("incident_id")
      .notNull()
      .references(() => incidents.id),
    customerId: uuid("customer_id").notNull(),
    selectionId: uuid("selection_id").notNull(),
    state: cText("state").notNull(),
    /** The notice and letter by which he was told: at most one. */
    noticeId: uuid("notice_id"),
    letterId: uuid("letter_id"),
    toldAt: instant("told_at"),
    /** How and when a colleague reached whom no message did. */
    contactWay: cText("contact_way"),
    contactedAt: instant("contacted_at"),
    contactedBy: cText("contacted_by"),
  },
  (t) => [
    check("incident_persons_state", sql`${t.state} in ('named', 'told', 'reached', 'spared')`),
    check("incident_persons_contact", sql`(${t.state} = 'reached') = (${t.contactedAt} is not null)`),
    uniqueIndex("incident_persons_once").on(t.incidentId, t.customerId),
    uniqueIndex("incident_persons_letter").on(t.letterId),
    index("incident_persons_waiting").on(t.incidentId, t.id).where(sql`${t.state} = 'named'`),
    index("incident_persons_list").on(t.incidentId, t.state, t.id),
    index("incident_persons_customer").on(t.customerId),
  ],
);

/** One version of what an authority is told. A version that was sent is never changed: the next is a supplement. */
export const incidentReports = pgTable(
  "incident_reports",
  {
    id: primaryId(),
    ...programmeColumns(),
    incidentId: uuid("incident_id")
      .notNull()
      .references(() => incidents.id),
    authority: cText("authority").notNull(),
    sequence: integer("sequence").notNull(),
    supplement: boolean("supplement").notNull(),
    wordsSealed: sealed("words_sealed").notNull(),
    savedAt: instant("saved_at").notNull(),
    savedBy: cText("saved_by").notNull(),
    sentAt: instant("sent_at"),
    sentBy: cText("sent_by"),
    channel: cText("channel"),
    /** The authority's receipt, as a file of the incident. */
    evidenceId: uuid("evidence_id"),
  },
  (t) => [
    check("incident_reports_authority", sql`${t.authority} in ('cac', 'pboc', 'privacy', 'police')`),
    check(
      "incident_reports_sent",
      sql`(${t.sentAt} is null) = (${t.evidenceId} is null) and (${t.sentAt} is null) = (${t.channel} is null)`,
    ),
    uniqueIndex("incident_reports_sequence").on(t.incidentId, t.authority, t.sequence),
  ],
);

/** A notice to the people concerned: to each, or in public where that is hard. */
export const incidentNotices = pgTable(
  "incident_notices",
  {
    id: primaryId(),
    ...programmeColumns(),
    incidentId: uuid("incident_id")
      .notNull()
      .references(() => incidents.id),
    kind: cText("kind").notNull(),
    state: cText("state").notNull(),
    /** The four contents and the contact, in Chinese and, where written, in English; and the ground of a public notice. */
    wordsSealed: sealed("words_sealed").notNull(),
    savedAt: instant("saved_at").notNull(),
    savedBy: cText("saved_by").notNull(),
    approvalId: uuid("approval_id"),
    approvedBy: cText("approved_by"),
    approvedAt: instant("approved_at"),
    startedAt: instant("started_at"),
    lastAt: instant("last_at"),
    steps: integer("steps").notNull().default(0),
    total: integer("total").notNull().default(0),
    told: integer("told").notNull().default(0),
    endedAt: instant("ended_at"),
    endedBy: cText("ended_by"),
    /** Where a public notice was shown, as a file of the incident. */
    evidenceId: uuid("evidence_id"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("incident_notices_kind", sql`${t.kind} in ('individual', 'public')`),
    check("incident_notices_state", sql`${t.state} in ('draft', 'proposed', 'approved', 'sending', 'stopped', 'sent')`),
    check("incident_notices_started", sql`${t.state} <> 'sending' or ${t.startedAt} is not null`),
    index("incident_notices_incident").on(t.incidentId, t.savedAt),
    index("incident_notices_sending").on(t.lastAt).where(sql`${t.state} = 'sending'`),
  ],
);

/** What was done and what is planned, in words. Only ever added to. */
export const incidentEntries = pgTable(
  "incident_entries",
  {
    id: primaryId(),
    ...programmeColumns(),
    incidentId: uuid("incident_id")
      .notNull()
      .references(() => incidents.id),
    kind: cText("kind").notNull(),
    wordsSealed: sealed("words_sealed").notNull(),
    at: instant("at").notNull(),
    writtenAt: instant("written_at").notNull(),
    writtenBy: cText("written_by").notNull(),
  },
  (t) => [
    check("incident_entries_kind", sql`${t.kind} in ('taken', 'planned', 'note')`),
    index("incident_entries_incident").on(t.incidentId, t.at),
  ],
);

/** A customer's word that his data came out. Only ever added to. */
export const incidentSightings = pgTable(
  "incident_sightings",
  {
    id: primaryId(),
    ...programmeColumns(),
    incidentId: uuid("incident_id")
      .notNull()
      .references(() => incidents.id),
    customerId: uuid("customer_id").notNull(),
    channel: cText("channel").notNull(),
    wordsSealed: sealed("words_sealed").notNull(),
    receivedAt: instant("received_at").notNull(),
    registeredAt: instant("registered_at").notNull(),
    registeredBy: cText("registered_by").notNull(),
  },
  (t) => [
    check("incident_sightings_channel", sql`${t.channel} in ('phone', 'letter', 'online', 'counter')`),
    index("incident_sightings_incident").on(t.incidentId, t.receivedAt),
    index("incident_sightings_customer").on(t.customerId),
  ],
);
