import type { Calendar } from "../clocks/calendar";
import { clockFigure } from "../clocks/counting-rules";
import { computeDue } from "../clocks/due-date";
import type { ClockFigure, Due } from "../clocks/model";
import type { Rules } from "../rulebook/model";
import { type Decided, decided } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { type Instant, type LocalDate, shanghaiDate } from "../shared/time";
import type { Assessment, Authority, Duty, DutyFacts, IncidentFacts } from "./model";
import { SEVERITIES } from "./model";
import { PBOC_REPORT_HOURS, PROMPT_NOTICE_HOURS, PROMPT_REPORT_HOURS } from "./policy";

/**
 * What each duty rests on. `figure`: the rule's own number of hours; `hours`: the house's own where the law names none,
 * shown as unconfirmed.
 */
export const DUTY_TERMS = {
  "cac-cii": { rule: "law-cac-incident", figure: "critical-hours", also: [], authority: "cac" },
  "cac-larger": { rule: "law-cac-incident", figure: "other-hours", also: [], authority: "cac" },
  pboc: { rule: "law-pboc-incident", hours: PBOC_REPORT_HOURS, also: [], authority: "pboc" },
  privacy: {
    rule: "law-pipl-57",
    hours: PROMPT_REPORT_HOURS,
    also: ["mipriv-breach-notify", "law-netdata-11"],
    authority: "privacy",
  },
  subjects: {
    rule: "law-pipl-57",
    hours: PROMPT_NOTICE_HOURS,
    also: ["mipriv-breach-notify", "law-netdata-11"],
    authority: null,
  },
} as const satisfies Record<
  Duty,
  { readonly rule: string; readonly also: readonly string[]; readonly authority: Authority | null } & (
    | { readonly figure: string }
    | { readonly hours: number }
  )
>;

/** A duty with the moment it is due. `own`: the house's own hours, since the law's are not known. */
export type DutyTerm = {
  readonly duty: Duty;
  readonly rule: RuleRef;
  /** Name of the rule's figure; null where the hours are the house's own. */
  readonly figure: string | null;
  readonly own: boolean;
  readonly due: Due;
};

const atLeast = (severity: Assessment["severity"], least: Assessment["severity"]): boolean =>
  SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);

/**
 * Which duties an incident brings. An operator of critical infrastructure reports by the shorter term whatever the
 * severity; everybody else from `larger` on. What concerns personal information is reported to its authority and told to
 * the people concerned, also when it only may have happened.
 */
export function dutiesOf({ severity, cii, dataKinds }: Pick<IncidentFacts, "severity" | "cii" | "dataKinds">): Duty[] {
  const personal = dataKinds.length > 0;
  return [
    ...(cii ? (["cac-cii"] as const) : []),
    ...(!cii && atLeast(severity, "larger") ? (["cac-larger"] as const) : []),
    "pboc" as const,
    ...(personal ? (["privacy", "subjects"] as const) : []),
  ];
}

/** The moments of the duties, each in hours from the moment of discovery (law-cc-hour-from-moment). */
export function termsOf(
  duties: readonly Duty[],
  from: { readonly discoveredAt: Instant; readonly rules: Rules; readonly calendar: Calendar; readonly now: Instant },
): Decided<readonly DutyTerm[]> {
  const { discoveredAt, rules, calendar, now } = from;
  const on = shanghaiDate(discoveredAt);
  const terms = duties.map((duty): DutyTerm => {
    const term = DUTY_TERMS[duty];
    const figure = periodOf(duty, rules, on);
    const due = computeDue({ startedAt: discoveredAt, figure, calendar, rules, now });
    const named = "figure" in term ? term.figure : null;
    return { duty, rule: rules.ref(term.rule, on), figure: named, own: named === null, due };
  });
  const also = duties.flatMap((duty) => DUTY_TERMS[duty].also.map((id) => rules.ref(id, on)));
  return decided(terms, [...terms.map(({ rule }) => rule), ...also, ...terms.flatMap(({ due }) => due.basis)]);
}

function periodOf(duty: Duty, rules: Rules, on: LocalDate): ClockFigure {
  const term = DUTY_TERMS[duty];
  if ("figure" in term) return clockFigure(rules, term.rule, term.figure, on);
  return { amount: term.hours, unit: "hour", rule: rules.ref(term.rule, on) };
}

/** A duty is late once its moment has passed and it was not done by then; the moment itself is still in time. */
export function isLate({ state, dueAt, doneAt }: Omit<DutyFacts, "duty">, now: Instant): boolean {
  if (state === "lapsed") return false;
  return (doneAt ?? now) > dueAt;
}

/** What a changed assessment does to the duties. */
export type DutyChange = { readonly start: readonly Duty[]; readonly lapse: readonly Duty[] };

/**
 * What starts and what falls away. What is newly owed starts from the discovery; what is no longer owed falls away only
 * while its time has not passed: a missed moment stays missed whatever the incident is called afterwards.
 */
export function changeDuties(standing: readonly DutyFacts[], wanted: readonly Duty[], now: Instant): DutyChange {
  const has = (duty: Duty) => standing.some((one) => one.duty === duty && one.state !== "lapsed");
  return {
    start: wanted.filter((duty) => !has(duty)),
    lapse: standing
      .filter((one) => one.state === "running" && !wanted.includes(one.duty) && !isLate(one, now))
      .map(({ duty }) => duty),
  };
}

/** Whether another assessment is graver, lesser or the same. Lesser in either way is lesser. */
export function compareAssessment(before: Assessment, after: Assessment): "same" | "graver" | "lesser" {
  const step = SEVERITIES.indexOf(after.severity) - SEVERITIES.indexOf(before.severity);
  if (step < 0 || (before.cii && !after.cii)) return "lesser";
  return step > 0 || after.cii !== before.cii ? "graver" : "same";
}
