import type { Instant } from "../shared/time";

/** What befell personal information. */
export const INCIDENT_KINDS = ["leak", "tampering", "loss", "misuse", "unauthorised-access"] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** It happened, or it may have: the duties are the same. */
export const CERTAINTIES = ["happened", "possible"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** How grave, from the least: the order decides which report is owed. */
export const SEVERITIES = ["general", "larger", "major", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const INCIDENT_STATES = ["open", "closed"] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** Where it happened. */
export const SYSTEMS = [
  "payment-core",
  "customer-app",
  "merchant-platform",
  "console",
  "file-exchange",
  "partner-system",
  "office",
  "paper",
] as const;
export type System = (typeof SYSTEMS)[number];

/** Why it happened, as far as known. `unknown` keeps an incident open. */
export const CAUSES = [
  "unknown",
  "attack",
  "malware",
  "staff-error",
  "staff-abuse",
  "system-fault",
  "partner",
  "device-lost",
] as const;
export type Cause = (typeof CAUSES)[number];

/** Grades of personal financial data, and the classes it is kept by: the house's data classes. */
export const DATA_GRADES = ["C1", "C2", "C3"] as const;
export const DATA_CLASSES = ["identity", "contact", "trade", "casework"] as const;
export type DataGrade = (typeof DATA_GRADES)[number];
export type DataClass = (typeof DATA_CLASSES)[number];

/** A kind of data concerned: `C2/contact`. */
export type DataKind = `${DataGrade}/${DataClass}`;
export const DATA_KINDS = DATA_GRADES.flatMap((grade) => DATA_CLASSES.map((kept): DataKind => `${grade}/${kept}`)) as [
  DataKind,
  ...DataKind[],
];

/** Who is told besides the people concerned. */
export const AUTHORITIES = ["cac", "pboc", "privacy", "police"] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** What an incident obliges the house to, each with a moment of its own. */
export const DUTIES = ["cac-cii", "cac-larger", "pboc", "privacy", "subjects"] as const;
export type Duty = (typeof DUTIES)[number];

/** `lapsed`: a lesser severity no longer asks for it, and its time had not passed. */
export const DUTY_STATES = ["running", "done", "waived", "lapsed"] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** A duty as it stands. `doneAt`: when it was done, or spared with a ground. */
export type DutyFacts = {
  readonly duty: Duty;
  readonly state: DutyState;
  readonly dueAt: Instant;
  readonly doneAt: Instant | null;
};

/** How grave an incident is held to be, and by whom it is owed: an operator of critical infrastructure owes more. */
export type Assessment = { readonly severity: Severity; readonly cii: boolean };

/** The incident as decisions about it see it. */
export type IncidentFacts = Assessment & {
  readonly state: IncidentState;
  readonly version: number;
  readonly discoveredAt: Instant;
  readonly dataKinds: readonly DataKind[];
};

/** Individual notice goes to everybody concerned; public notice stands in where that is hard. */
export const NOTICE_KINDS = ["individual", "public"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** `sending`: on its way in batches; `stopped`: the rest was called off; `sent`: everybody was written to, or it was published. */
export const NOTICE_STATES = ["draft", "proposed", "approved", "sending", "stopped", "sent"] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** What a notice to the people concerned must say. */
export const NOTICE_CONTENTS = ["facts", "measures", "advice", "remedies"] as const;
export type NoticeContent = (typeof NOTICE_CONTENTS)[number];
export type NoticeWords = Readonly<Record<NoticeContent, string>> & { readonly contact: string };

/** What a report to an authority says. */
export const REPORT_CONTENTS = ["kinds", "cause", "harm", "measures", "selfHelp", "contact"] as const;
export type ReportContent = (typeof REPORT_CONTENTS)[number];
export type ReportWords = Readonly<Record<ReportContent, string>>;

/** How an authority was told. */
export const REPORT_CHANNELS = ["platform", "letter", "phone", "mail"] as const;
export type ReportChannel = (typeof REPORT_CHANNELS)[number];

/** Where one person concerned stands. */
export const PERSON_STATES = ["named", "told", "reached", "spared"] as const;
export type PersonState = (typeof PERSON_STATES)[number];

/** How somebody whom no message reached was told. */
export const CONTACT_WAYS = ["phone", "letter", "mail"] as const;
export type ContactWay = (typeof CONTACT_WAYS)[number];

/** What is written in the log of an incident. */
export const ENTRY_KINDS = ["taken", "planned", "note"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** By what the people concerned were chosen. */
export const SELECTION_WAYS = ["list", "filter", "saved", "sighting"] as const;
export type SelectionWay = (typeof SELECTION_WAYS)[number];

/** What a second person agrees to: a notice, sparing the people concerned, a lesser severity, an authority that is not told. */
export const INCIDENT_PROPOSALS = [
  "incidents.notice.propose",
  "incidents.persons.spare",
  "incidents.severity.lower",
  "incidents.duty.waive",
] as const;
export type IncidentProposal = (typeof INCIDENT_PROPOSALS)[number];
