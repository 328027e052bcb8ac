import type { Rules } from "../rulebook/model";
import { decided, type Refusal, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { addDays, addDuration, type Instant, type LocalDate, shanghaiDate, startOfDay } from "../shared/time";
import { releaseBasis } from "./basis";
import type { AtOnceReason } from "./codes";
import { type Ending, endingOf } from "./endings";
import { isLive, type Measure, type MeasureSource } from "./model";
import { ALARMS } from "./policy";

/** The moment a term of whole days ends: 24:00 Shanghai of its last day, whatever day that is. */
export function endOfLastDay(lastDay: LocalDate): Instant {
  return startOfDay(addDays(lastDay, 1));
}

/** Reasons whose rule counts hours from the moment: the row, and how often it may be given in all, where it says. */
const HOURS = {
  "order-stop": { rule: "law-order-86-48h", times: "times" },
  "order-aml-freeze": { rule: "law-order-aml-48h", times: null },
} as const satisfies Partial<Record<AtOnceReason, { rule: string; times: string | null }>>;

type Term = { readonly reasonCode: string; readonly startsAt: Instant; readonly expiresAt: Instant | null };

/** The longest a measure for this reason may last, from its start; null where its rule counts no hours. */
export function latestEnd(
  { reasonCode, startsAt }: Omit<Term, "expiresAt">,
  rules: Rules,
  repeats: "once" | "in-all" = "once",
): { readonly at: Instant; readonly rule: RuleRef } | null {
  if (!(reasonCode in HOURS)) return null;
  const { rule, times } = HOURS[reasonCode as keyof typeof HOURS];
  const on = shanghaiDate(startsAt);
  const hours = Number(rules.figure(rule, "hours", on).value);
  const often = repeats === "in-all" && times ? Number(rules.figure(rule, times, on).value) : 1;
  return { at: addDuration(startsAt, { hours: hours * often }), rule: rules.ref(rule, on) };
}

/** The "no" of a term: a start to come, an end already over, or one beyond the hours its rule gives. */
export function refuseTerm(term: Term, now: Instant, rules: Rules): Refusal | undefined {
  if (term.startsAt > now) return refuse("controls.measure.starts-late", { field: "startsAt" });
  if (term.expiresAt === null) return undefined;
  if (term.expiresAt <= now) return refuse("controls.measure.term-past", { field: "expiresAt" });
  return tooLong(term.expiresAt, latestEnd(term, rules));
}

function tooLong(expiresAt: Instant, latest: ReturnType<typeof latestEnd>): Refusal | undefined {
  if (!latest || expiresAt <= latest.at) return undefined;
  return refuse("controls.measure.term-too-long", {
    field: "expiresAt",
    params: { latest: latest.at },
    basis: [latest.rule],
  });
}

/**
 * Renews: the same measure, to a later moment. Never shortens. Refuses a measure that is not live or already on its way
 * out, one with no term to renew, one whose term has ended (that takes a new measure), a source that is not the
 * measure's own, and an end beyond what the rule gives in all. Rests on the rule the renewal names, else on the measure's.
 */
export function extendMeasure(input: {
  readonly measure: Measure;
  readonly source: MeasureSource;
  readonly expiresAt: Instant;
  readonly ruleId?: string | undefined;
  readonly now: Instant;
  readonly rules: Rules;
}): Result<Measure> {
  const { measure, expiresAt, now, rules } = input;
  if (measure.source !== input.source) return refuse("controls.measure.extend-not-yours");
  if (!isLive(measure) || measure.state === "release-instructed" || measure.liftFor !== null) {
    return refuse("controls.measure.not-live", { params: { state: measure.state } });
  }
  if (measure.expiresAt === null) return refuse("controls.measure.term-missing", { field: "expiresAt" });
  if (measure.expiresAt <= now) return refuse("controls.measure.term-past", { field: "expiresAt" });
  if (expiresAt <= measure.expiresAt) return refuse("controls.measure.never-shorter", { field: "expiresAt" });
  const startsAt = measure.startsAt ?? measure.requestedAt;
  const refusal = tooLong(expiresAt, latestEnd({ reasonCode: measure.reasonCode, startsAt }, rules, "in-all"));
  if (refusal) return refusal;
  const rule = input.ruleId ? rules.ref(input.ruleId, shanghaiDate(now)) : measure.rule;
  return decided({ ...measure, expiresAt }, [rule]);
}

/** The row that says a measure with this reason ends by itself. */
const LAPSES: Readonly<Record<string, readonly string[]>> = {
  "order-stop": ["law-order-86-48h", "law-86-48h"],
  "order-aml-freeze": ["law-order-aml-48h", "law-aml-45-48h"],
  "order-freeze": ["law-order-crim-lapse"],
};

/**
 * Ends a measure whose term is over, from the very moment it was over, however late anybody looks. What the core has not
 * confirmed, and what waits for a second person, is lifted once that is over. Refuses a term still running and a measure
 * without one; gives `ended` where nothing is left to end. Rests on what makes it lapse by itself (trap-freeze-lapse).
 */
export function expireMeasure(input: {
  readonly measure: Measure;
  readonly now: Instant;
  readonly rules: Rules;
}): Result<Ending> {
  const { measure, now, rules } = input;
  const today = shanghaiDate(now);
  if (measure.expiresAt === null || measure.expiresAt > now) return refuse("controls.release.term-running");
  const own = (LAPSES[measure.reasonCode] ?? []).map((id) => rules.ref(id, today));
  return decided(endingOf(measure, { reason: "term-ended", at: measure.expiresAt, now }), [
    ...own,
    ...releaseBasis("term-ended", rules, today).filter(({ ruleId }) => !own.some((one) => one.ruleId === ruleId)),
  ]);
}

/**
 * The nearest distance to its end that a term has come to, as a name that differs for each (`7d`, `4h`); null while it is
 * farther off than the first. Short terms count in hours, others in days.
 */
export function alarmDue(
  { startsAt, expiresAt }: { readonly startsAt: Instant; readonly expiresAt: Instant },
  now: Instant,
): string | null {
  const short = addDuration(startsAt, { hours: ALARMS.countsHoursUpTo }) >= expiresAt;
  const distances = short ? ALARMS.hours : ALARMS.days;
  const reached = distances.filter((far) => addDuration(now, { hours: short ? far : far * 24 }) >= expiresAt);
  const nearest = reached.at(-1);
  return nearest === undefined || expiresAt <= now ? null : `${nearest}${short ? "h" : "d"}`;
}
