import type { RuleRef } from "../shared/rule-ref";
import { addDays, daysBetween, type Instant, type LocalDate, startOfDay } from "../shared/time";
import type { Calendar } from "./calendar";
import type { ClockFigure, Explanation, Extension } from "./model";
import type { PausedDays, PausedSpan } from "./pauses";

type Period = { readonly figure: ClockFigure; readonly extensions: readonly Extension[] };

function periodSteps({ figure, extensions }: Period): Explanation[] {
  return [
    { kind: "period", amount: figure.amount, unit: figure.unit, rule: figure.rule },
    ...extensions.map(({ amount, unit, ground }) => ({ kind: "extended" as const, amount, unit, ground, rule: null })),
  ];
}

function pauseStep(span: PausedSpan, days: number | null): Explanation {
  return { kind: "paused", from: span.from, to: span.open ? null : span.to, grounds: span.grounds, days, rule: null };
}

/** Why a period in hours ends when it does: received → from the moment → period, extensions → pauses → due. */
export function explainHours(
  facts: Period & {
    readonly startedAt: Instant;
    readonly startedOn: LocalDate;
    readonly dueAt: Instant;
    readonly dueOn: LocalDate;
    readonly spans: readonly PausedSpan[];
    readonly rule: RuleRef;
  },
): readonly Explanation[] {
  const stopped = facts.spans.filter(({ from, to, open }) => from < facts.dueAt && (open || to > facts.startedAt));
  return [
    { kind: "received", on: facts.startedOn, at: facts.startedAt, rule: null },
    { kind: "from-moment", at: facts.startedAt, rule: facts.rule },
    ...periodSteps(facts),
    ...stopped.map((span) => pauseStep(span, null)),
    { kind: "due", on: facts.dueOn, at: facts.dueAt, rule: null },
  ];
}

type DayFacts = Period & {
  readonly startedOn: LocalDate;
  readonly startedAt: Instant | null;
  readonly firstDay: LocalDate;
  readonly dueRaw: LocalDate;
  readonly dueOn: LocalDate;
  readonly dueAt: Instant;
  readonly runs: readonly PausedDays[];
  readonly spans: readonly PausedSpan[];
  readonly calendar: Calendar;
  readonly unpublished: readonly number[];
  readonly countsWorkingDays: boolean;
  readonly monthEnd: LocalDate | null;
  readonly startRule: RuleRef;
  readonly monthRule: RuleRef | null;
  readonly rollRule: RuleRef | null;
};

/**
 * Why a period in days, months or years ends when it does: received → excluded day → period, extensions → pauses →
 * holidays skipped and make-up days counted → month end → roll → due → provisional years.
 */
export function explainDays(facts: DayFacts): readonly Explanation[] {
  const { startedOn, startedAt, dueRaw, dueOn, dueAt, monthEnd, monthRule, rollRule, unpublished } = facts;
  const steps: Explanation[] = [
    { kind: "received", on: startedOn, at: startedAt, rule: null },
    { kind: "start-day-excluded", on: startedOn, firstDay: facts.firstDay, rule: facts.startRule },
    ...periodSteps(facts),
    ...pauseSteps(facts),
    ...(facts.countsWorkingDays ? restSteps(facts) : []),
  ];
  if (monthEnd !== null) steps.push({ kind: "month-end", on: monthEnd, rule: monthRule });
  if (rollRule !== null) {
    const statutory = facts.calendar.notices(dueRaw, addDays(dueOn, -1)).some(({ kind }) => kind === "holiday");
    steps.push({ kind: "rolled", from: dueRaw, to: dueOn, over: statutory ? "holiday" : "weekend", rule: rollRule });
  }
  steps.push({ kind: "due", on: dueOn, at: dueAt, rule: null });
  if (unpublished.length > 0) steps.push({ kind: "provisional", years: unpublished, rule: null });
  return steps;
}

/** Every pause that fell inside the period, also one that covered no whole day and so cost nothing. */
function pauseSteps({ spans, runs, firstDay, dueAt, dueRaw, calendar, countsWorkingDays }: DayFacts): Explanation[] {
  const between = countsWorkingDays ? calendar.workingDaysBetween : daysBetween;
  const begins = startOfDay(firstDay);
  return spans.flatMap((span) => {
    const run = runs.find((candidate) => candidate.span === span);
    if (span.from >= dueAt || (!span.open && span.to <= begins)) return [];
    if (run === undefined || run.first > dueRaw) return [pauseStep(span, 0)];
    // No period ends inside a run, so one that begins before the end lies before it whole.
    return [pauseStep(span, between(addDays(run.first, -1), run.last))];
  });
}

/** What the calendar left out of, or added to, the working days of the span. */
function restSteps({ firstDay, dueRaw, calendar }: DayFacts): Explanation[] {
  const before = addDays(firstDay, -1);
  const notices = calendar.notices(firstDay, dueRaw);
  const holidays = notices.reduce((days, notice) => days + (notice.kind === "holiday" ? notice.days : 0), 0);
  const weekends = daysBetween(before, dueRaw) - calendar.workingDaysBetween(before, dueRaw) - holidays;
  const steps: Explanation[] = notices.map((notice) =>
    notice.kind === "holiday"
      ? { ...notice, kind: "holiday", rule: null }
      : { kind: "make-up", holiday: notice.holiday, on: notice.first, rule: null },
  );
  if (weekends > 0) steps.push({ kind: "weekends", days: weekends, rule: null });
  return steps;
}
