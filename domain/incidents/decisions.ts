import type { Rules } from "../rulebook/model";
import { decided, type Result, refuse } from "../shared/result";
import { addDays, type Instant, shanghaiDate } from "../shared/time";
import { compareAssessment } from "./duties";
import {
  type Assessment,
  type Cause,
  type IncidentFacts,
  NOTICE_CONTENTS,
  type NoticeContent,
  type NoticeKind,
  type NoticeState,
  REPORT_CONTENTS,
  type ReportContent,
} from "./model";
import { LONGEST_BACKDATED_DAYS } from "./policy";

/** When it was found and when it happened. */
export type Moments = {
  readonly discoveredAt: Instant;
  readonly occurredFrom: Instant | null;
  readonly occurredTo: Instant | null;
};

/**
 * May an incident be entered? Its hours count from the discovery, which may lie before the entry. Refuses a discovery of
 * the future or too long ago, and an occurrence that ends before it begins or begins after it was found.
 */
export function registerIncident({ discoveredAt, occurredFrom, occurredTo }: Moments, now: Instant): Result<true> {
  if (discoveredAt > now) return refuse("incidents.incident.future", { field: "discoveredAt" });
  if (shanghaiDate(discoveredAt) < addDays(shanghaiDate(now), -LONGEST_BACKDATED_DAYS))
    return refuse("incidents.incident.too-old", { field: "discoveredAt", params: { days: LONGEST_BACKDATED_DAYS } });
  const after = (occurredFrom ?? occurredTo ?? discoveredAt) > discoveredAt;
  if (after) return refuse("incidents.incident.after-discovery", { field: "occurredFrom" });
  if (occurredTo !== null && (occurredTo > now || occurredTo < (occurredFrom ?? occurredTo)))
    return refuse("incidents.incident.occurrence", { field: "occurredTo" });
  return decided(true);
}

/** Compares with what a person saw. Refuses `stale` and `closed`. */
export function asShown({ state, version }: Pick<IncidentFacts, "state" | "version">, seen: number): Result<true> {
  if (version !== seen) return refuse("incidents.incident.stale", { params: { version } });
  return state === "open" ? decided(true) : refuse("incidents.incident.closed");
}

/** A graver assessment holds at once. Refuses the same, and a lesser one: that takes a second person. */
export function raiseSeverity(before: Assessment, after: Assessment): Result<true> {
  const change = compareAssessment(before, after);
  if (change === "same") return refuse("incidents.severity.same");
  return change === "graver" ? decided(true) : refuse("incidents.severity.lesser");
}

/** A lesser assessment is proposed to a second person. Refuses the same and a graver one. */
export function lowerSeverity(before: Assessment, after: Assessment): Result<true> {
  const change = compareAssessment(before, after);
  if (change === "same") return refuse("incidents.severity.same");
  return change === "lesser" ? decided(true) : refuse("incidents.severity.graver");
}

/** Kinds of data may be added; what was once found to be concerned is not all taken back. */
export function amendKinds(before: readonly string[], after: readonly string[]): Result<true> {
  return before.length > 0 && after.length === 0
    ? refuse("incidents.incident.kinds-gone", { field: "dataKinds" })
    : decided(true);
}

const blank = (words: Readonly<Partial<Record<string, string>>>, name: string) => (words[name] ?? "").trim() === "";

/**
 * Does a notice say what it must? Facts and effect, measures, advice for self-protection, remedies, and a contact
 * (llpriv-incident-content). Refuses one with anything missing, named by its first.
 */
export function completeNotice(
  words: Readonly<Partial<Record<NoticeContent | "contact", string>>>,
  rules: Rules,
  now: Instant,
): Result<true> {
  const on = shanghaiDate(now);
  const basis = [rules.ref("llpriv-incident-content", on), rules.ref("law-pipl-57", on)];
  const listed = Number(rules.figure("llpriv-incident-content", "listed", on).value);
  const missing = [...NOTICE_CONTENTS, "contact" as const].filter((name) => blank(words, name));
  if (missing.length > 0 || NOTICE_CONTENTS.length !== listed)
    return refuse("incidents.notice.incomplete", {
      field: missing[0] ?? "facts",
      params: { missing: missing.length },
      basis,
    });
  return decided(true, basis);
}

/** Does a report say what it must? Refuses one with anything missing, named by its first. */
export function completeReport(
  words: Readonly<Partial<Record<ReportContent, string>>>,
  rules: Rules,
  now: Instant,
): Result<true> {
  const basis = [rules.ref("law-pipl-57", shanghaiDate(now)), rules.ref("mipriv-breach-notify", shanghaiDate(now))];
  const missing = REPORT_CONTENTS.filter((name) => blank(words, name));
  const [first] = missing;
  return first === undefined
    ? decided(true, basis)
    : refuse("incidents.report.incomplete", { field: first, params: { missing: missing.length }, basis });
}

/** When an authority was told: after the discovery, not in the future, and with its receipt on file. */
export function recordReport(sent: {
  readonly sentAt: Instant;
  readonly receiptOnFile: boolean;
  readonly discoveredAt: Instant;
  readonly now: Instant;
}): Result<true> {
  if (sent.sentAt > sent.now) return refuse("incidents.report.future", { field: "sentAt" });
  if (sent.sentAt < sent.discoveredAt) return refuse("incidents.report.before-discovery", { field: "sentAt" });
  if (!sent.receiptOnFile) return refuse("incidents.report.no-receipt", { field: "evidenceId" });
  return decided(true);
}

/** The channels of a notice: to each, or to all where telling each is hard, with the ground (llpriv-incident-channel). */
export function proposeNotice(
  notice: {
    readonly kind: NoticeKind;
    readonly state: NoticeState;
    readonly words: Readonly<Partial<Record<string, string>>>;
    readonly people: number;
    readonly ground: string | null;
  },
  rules: Rules,
  now: Instant,
): Result<true> {
  if (notice.state !== "draft") return refuse("incidents.notice.not-draft", { params: { state: notice.state } });
  const said = completeNotice(notice.words, rules, now);
  if (!said.ok) return said;
  const on = shanghaiDate(now);
  const basis = [rules.ref("llpriv-incident-channel", on), rules.ref("law-netdata-11", on), ...said.basis];
  if (notice.kind === "individual" && notice.people === 0) return refuse("incidents.notice.nobody", { basis });
  if (notice.kind === "public" && (notice.ground ?? "").trim() === "")
    return refuse("incidents.notice.no-ground", { field: "ground", basis });
  return decided(true, basis);
}

/** People may go untold only where the harm was effectively avoided (law-pipl-57), which two people say. */
export function sparePersons(
  asked: { readonly people: number; readonly avoided: boolean },
  rules: Rules,
  now: Instant,
): Result<true> {
  const basis = [rules.ref("law-pipl-57", shanghaiDate(now))];
  if (asked.people === 0) return refuse("incidents.spare.nobody", { basis });
  return asked.avoided ? decided(true, basis) : refuse("incidents.spare.not-avoided", { field: "avoided", basis });
}

/** Everything that must be so before an incident is closed. */
export type Closing = {
  readonly cause: Cause;
  readonly lessons: string;
  readonly evidence: number;
  /** Duties neither done nor waived nor fallen away. */
  readonly openDuties: number;
  /** People concerned who were neither told nor spared, where no public notice stands in. */
  readonly untold: number;
  /** Notices under way. */
  readonly moving: number;
};
export const CLOSING_GAPS = ["duties", "untold", "moving", "cause", "lessons", "evidence"] as const;
export type ClosingGap = (typeof CLOSING_GAPS)[number];

/** What still stands between an incident and its end, in the order it is done. */
export function closingGaps({ cause, lessons, evidence, openDuties, untold, moving }: Closing): ClosingGap[] {
  const open: Record<ClosingGap, boolean> = {
    duties: openDuties > 0,
    untold: untold > 0,
    moving: moving > 0,
    cause: cause === "unknown",
    lessons: lessons.trim() === "",
    evidence: evidence === 0,
  };
  return CLOSING_GAPS.filter((gap) => open[gap]);
}

/** Closes an incident; refuses while anything is missing, by its first gap. */
export function closeIncident(closing: Closing): Result<true> {
  const [gap] = closingGaps(closing);
  return gap === undefined ? decided(true) : refuse(`incidents.close.${gap}`);
}
