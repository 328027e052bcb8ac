import { z } from "zod";
import { customerRefSchema } from "../customers/schema";
import { defineList } from "../shared/list";
import { TABLE_FORMATS } from "../shared/table-format";
import { WAIVER_REASON_NAMES } from "./codes";
import { CLOSING_GAPS } from "./decisions";
import {
  AUTHORITIES,
  CAUSES,
  CERTAINTIES,
  CONTACT_WAYS,
  DATA_KINDS,
  DUTIES,
  DUTY_STATES,
  ENTRY_KINDS,
  INCIDENT_KINDS,
  INCIDENT_PROPOSALS,
  INCIDENT_STATES,
  NOTICE_KINDS,
  NOTICE_STATES,
  PERSON_STATES,
  REPORT_CHANNELS,
  SELECTION_WAYS,
  SEVERITIES,
  SYSTEMS,
} from "./model";

/** Incidents, the latest found first. `late`: a moment has passed that was or still is to be kept. */
export const INCIDENTS_LIST = defineList({
  name: "incidents.incidents",
  filters: {
    state: { type: "enum", values: INCIDENT_STATES },
    kind: { type: "enum", values: INCIDENT_KINDS },
    severity: { type: "enum", values: SEVERITIES },
    discovered: { type: "date-range" },
    number: { type: "text", maxLength: 20 },
  },
  sorts: ["discoveredAt"],
  defaultSort: "discoveredAt",
  defaultOrder: "desc",
});

/** The people concerned of one incident, in the order they were named. */
export const PERSONS_LIST = defineList({
  name: "incidents.persons",
  filters: { incident: { type: "id" }, state: { type: "enum", values: PERSON_STATES } },
  sorts: ["id"],
  defaultSort: "id",
  defaultOrder: "asc",
});

const words = z.string().trim().min(1).max(4000);
const maybe = z.string().trim().max(4000);
const moment = z.iso.datetime({ offset: true });
const seen = { id: z.uuid(), version: z.number().int().min(1) };
const dataKinds = z.array(z.enum(DATA_KINDS)).max(DATA_KINDS.length);
const systems = z.array(z.enum(SYSTEMS)).max(SYSTEMS.length);
const estimate = z.number().int().min(0).max(2_000_000_000);

const facts = {
  certainty: z.enum(CERTAINTIES),
  systems,
  dataKinds,
  estimate,
  cause: z.enum(CAUSES),
  /** What happened; why, as far as known; what harm it may do. */
  what: words,
  why: maybe,
  harm: maybe,
};

/** Enters an incident; `discoveredAt` is when it was found, which its hours count from. */
export const registerIncidentInput = z.strictObject({
  kind: z.enum(INCIDENT_KINDS),
  severity: z.enum(SEVERITIES),
  cii: z.boolean(),
  discoveredAt: moment,
  occurredFrom: moment.nullable(),
  occurredTo: moment.nullable(),
  ...facts,
});
export type RegisterIncidentInput = z.input<typeof registerIncidentInput>;

export const amendIncidentInput = z.strictObject({ ...seen, ...facts });
export const assessInput = z.strictObject({ ...seen, severity: z.enum(SEVERITIES), cii: z.boolean(), note: words });
export const addEntryInput = z.strictObject({ ...seen, kind: z.enum(ENTRY_KINDS), at: moment, words });
export const closeIncidentInput = z.strictObject({ ...seen, lessons: words });

/** What a customer says; `incidentId` null opens an incident of its own. */
export const registerSightingInput = z.strictObject({
  customerId: z.uuid(),
  incidentId: z.uuid().nullable(),
  channel: z.enum(["phone", "letter", "online", "counter"]),
  receivedAt: moment,
  words,
});
export type RegisterSightingInput = z.input<typeof registerSightingInput>;

/** Whom a filter finds. */
export const personsFilter = z.strictObject({
  kind: z.enum(["person", "enterprise"]).nullable(),
  sinceFrom: z.iso.date().nullable(),
  sinceTo: z.iso.date().nullable(),
  accountClass: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  accountStatus: z.enum(["open", "closed"]).nullable(),
});
export type PersonsFilter = z.output<typeof personsFilter>;

export const personsChoice = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("list"), content: z.string().max(600_000) }),
  z.strictObject({ by: z.literal("filter"), filter: personsFilter }),
  z.strictObject({ by: z.literal("saved"), selectionId: z.uuid() }),
]);
export type PersonsChoice = z.output<typeof personsChoice>;
export const addPersonsInput = z.strictObject({ ...seen, choice: personsChoice });
export const countPersonsInput = z.strictObject({ id: z.uuid(), choice: personsChoice });
export const sparePersonsInput = z.strictObject({ ...seen, avoided: z.boolean(), note: words });
export const recordPersonInput = z.strictObject({ personId: z.uuid(), way: z.enum(CONTACT_WAYS), at: moment });

export const saveReportInput = z.strictObject({
  ...seen,
  authority: z.enum(AUTHORITIES),
  kinds: maybe,
  cause: maybe,
  harm: maybe,
  measures: maybe,
  selfHelp: maybe,
  contact: maybe,
});
export const recordReportInput = z.strictObject({
  reportId: z.uuid(),
  sentAt: moment,
  channel: z.enum(REPORT_CHANNELS),
  evidenceId: z.uuid(),
});
export const waiveDutyInput = z.strictObject({
  ...seen,
  duty: z.enum(DUTIES),
  reason: z.enum(WAIVER_REASON_NAMES),
  note: words,
});

const contents = { facts: maybe, measures: maybe, advice: maybe, remedies: maybe };
export const saveNoticeInput = z.strictObject({
  ...seen,
  /** The draft that is written over; null for a new one. */
  noticeId: z.uuid().nullable(),
  kind: z.enum(NOTICE_KINDS),
  contact: maybe,
  /** Why telling each is hard, for a public notice. */
  ground: maybe,
  zh: z.strictObject(contents),
  /** For customers told in English; empty: they read the Chinese. */
  en: z.strictObject(contents).nullable(),
});
export const noticeInput = z.strictObject({ noticeId: z.uuid(), version: z.number().int().min(1) });
export const recordNoticeInput = z.strictObject({ ...noticeInput.shape, evidenceId: z.uuid() });
export const exportRegisterInput = z.strictObject({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  language: z.enum(["zh-CN", "en"]).default("zh-CN"),
  format: z.enum(TABLE_FORMATS).default("csv"),
});

const ruleRef = z.object({ ruleId: z.string(), version: z.number() });

/** A duty as a chip shows it. `own`: the hours are the house's, unconfirmed. `late` stays for good. */
export const dutyRow = z.object({
  id: z.string(),
  duty: z.enum(DUTIES),
  state: z.enum(DUTY_STATES),
  own: z.boolean(),
  hours: z.number(),
  rule: ruleRef,
  dueAt: z.string(),
  doneAt: z.string().nullable(),
  waiver: z.enum(WAIVER_REASON_NAMES).nullable(),
  late: z.boolean(),
});

export const incidentRow = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  kind: z.enum(INCIDENT_KINDS),
  certainty: z.enum(CERTAINTIES),
  severity: z.enum(SEVERITIES),
  state: z.enum(INCIDENT_STATES),
  discoveredAt: z.string(),
  registeredAt: z.string(),
  estimate: z.number(),
  persons: z.number(),
  /** The first moment still to be kept; null where none is. */
  nextDueAt: z.string().nullable(),
  nextDuty: z.enum(DUTIES).nullable(),
  late: z.number(),
});

const progress = z.object({
  total: z.number(),
  told: z.number(),
  left: z.number(),
  percent: z.number(),
  perMinute: z.number().nullable(),
  minutesLeft: z.number().nullable(),
});
export const noticeRow = z.object({
  id: z.string(),
  version: z.number(),
  kind: z.enum(NOTICE_KINDS),
  state: z.enum(NOTICE_STATES),
  zh: z.record(z.string(), z.string()),
  en: z.record(z.string(), z.string()).nullable(),
  contact: z.string(),
  ground: z.string(),
  savedAt: z.string(),
  savedBy: z.string(),
  approvedBy: z.string().nullable(),
  steps: z.number(),
  progress,
  /** How its letters fared, by people. */
  delivery: z.object({ waiting: z.number(), sent: z.number(), arrived: z.number(), failed: z.number() }),
  endedAt: z.string().nullable(),
  missing: z.array(z.string()),
});
export const reportRow = z.object({
  id: z.string(),
  authority: z.enum(AUTHORITIES),
  sequence: z.number(),
  supplement: z.boolean(),
  words: z.record(z.string(), z.string()),
  savedAt: z.string(),
  savedBy: z.string(),
  sentAt: z.string().nullable(),
  sentBy: z.string().nullable(),
  channel: z.enum(REPORT_CHANNELS).nullable(),
  missing: z.array(z.string()),
});

const proposal = { subjectId: z.string(), approvalId: z.string(), number: z.string() };

export const incidentDetail = incidentRow.extend({
  cii: z.boolean(),
  occurredFrom: z.string().nullable(),
  occurredTo: z.string().nullable(),
  registeredBy: z.string(),
  hoursLost: z.number(),
  systems: z.array(z.enum(SYSTEMS)),
  dataKinds: z.array(z.string()),
  cause: z.enum(CAUSES),
  what: z.string(),
  why: z.string(),
  harm: z.string(),
  lessons: z.string(),
  duties: z.array(dutyRow),
  counted: z.object({ named: z.number(), told: z.number(), reached: z.number(), spared: z.number() }),
  selections: z.array(
    z.object({ id: z.string(), way: z.enum(SELECTION_WAYS), found: z.number(), added: z.number(), at: z.string() }),
  ),
  entries: z.array(
    z.object({ id: z.string(), kind: z.enum(ENTRY_KINDS), words: z.string(), at: z.string(), by: z.string() }),
  ),
  sightings: z.array(
    z.object({ id: z.string(), customer: customerRefSchema, words: z.string().nullable(), receivedAt: z.string() }),
  ),
  reports: z.array(reportRow),
  notices: z.array(noticeRow),
  /** What waits for a second person about the incident or a notice of it; `mine`: the reader may take it back. */
  proposals: z.array(z.object({ ...proposal, kind: z.enum(INCIDENT_PROPOSALS), mine: z.boolean() })),
  gaps: z.array(z.enum(CLOSING_GAPS)),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  basis: z.array(ruleRef),
  today: z.string(),
  may: z.object({ work: z.boolean() }),
});

/** A person concerned, as the list shows him. `reached`: by what rings, by hand, or not. */
export const personRow = z.object({
  id: z.string(),
  customer: customerRefSchema,
  state: z.enum(PERSON_STATES),
  standing: z.enum(["none", "waiting", "sent", "arrived", "failed"]),
  toldAt: z.string().nullable(),
  contactWay: z.enum(CONTACT_WAYS).nullable(),
  contactedAt: z.string().nullable(),
});
export const listFault = z.object({ line: z.number(), text: z.string(), problem: z.enum(["malformed", "unknown"]) });
/** What a choice of people would come to. */
export const personsCount = z.object({
  found: z.number(),
  already: z.number(),
  repeated: z.number(),
  faults: z.array(listFault),
  faulty: z.number(),
});
