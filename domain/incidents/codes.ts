import type { CodedEntry } from "../rulebook/coded-entry";

/** Why an authority need not be told; each with the rows it stands on. */
export const WAIVER_REASONS = {
  "harm-avoided": ["law-pipl-57"],
  "told-together": ["law-cac-incident"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type WaiverReason = keyof typeof WAIVER_REASONS;
export const WAIVER_REASON_NAMES = Object.keys(WAIVER_REASONS) as [WaiverReason, ...WaiverReason[]];

/** Why a checker says no to a notice, to sparing people, or to a lesser severity. */
export const INCIDENT_REJECTIONS = {
  unclear: ["llpriv-incident-content"],
  incomplete: ["llpriv-incident-content"],
  "not-shown": ["law-pipl-57"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** Every coded entry of the capability with the rules it carries. */
export const CODES: readonly CodedEntry[] = [
  ...Object.entries(WAIVER_REASONS).map(([code, rules]) => ({
    code: `incidents.waiver.${code}`,
    kind: "reason" as const,
    rules,
  })),
  ...Object.entries(INCIDENT_REJECTIONS).map(([code, rules]) => ({
    code: `incidents.rejection.${code}`,
    kind: "reason" as const,
    rules,
  })),
];

/** Every "no" of this capability; translated in messages/<locale>/incidents.json under `refusals`. */
export const incidentsRefusals = [
  "incidents.incident.future",
  "incidents.incident.too-old",
  "incidents.incident.after-discovery",
  "incidents.incident.occurrence",
  "incidents.incident.stale",
  "incidents.incident.closed",
  "incidents.incident.kinds-gone",
  "incidents.severity.same",
  "incidents.severity.lesser",
  "incidents.severity.graver",
  "incidents.severity.pending",
  "incidents.severity.not-proposed",
  "incidents.list.empty",
  "incidents.list.too-long",
  "incidents.list.faulty",
  "incidents.persons.none",
  "incidents.persons.too-many",
  "incidents.persons.told",
  "incidents.report.incomplete",
  "incidents.report.future",
  "incidents.report.before-discovery",
  "incidents.report.no-receipt",
  "incidents.report.sent",
  "incidents.duty.not-open",
  "incidents.duty.people",
  "incidents.duty.pending",
  "incidents.notice.incomplete",
  "incidents.notice.nobody",
  "incidents.notice.no-ground",
  "incidents.notice.not-draft",
  "incidents.notice.not-approved",
  "incidents.notice.not-proposed",
  "incidents.notice.not-sending",
  "incidents.notice.no-proof",
  "incidents.spare.nobody",
  "incidents.spare.not-avoided",
  "incidents.spare.pending",
  "incidents.close.duties",
  "incidents.close.untold",
  "incidents.close.moving",
  "incidents.close.cause",
  "incidents.close.lessons",
  "incidents.close.evidence",
] as const;
export type IncidentsRefusal = (typeof incidentsRefusals)[number];
