import type { Rules } from "../rulebook/model";
import type { RuleRef } from "../shared/rule-ref";
import {
  addDays,
  addDuration,
  epochMilliseconds,
  type Instant,
  instantFromEpoch,
  type LocalDate,
  shanghaiDate,
  startOfDay,
} from "../shared/time";
import type { Calendar } from "./calendar";
import { COUNTING_RULES, citeCounting, firstCountedDay, wholeAmount } from "./counting-rules";
import { explainDays, explainHours } from "./explanation";
import { endOfLeg, legsOf } from "./legs";
import type { ClockFigure, ClockStart, Due, Extension, Pause } from "./model";
import { joinPauses, pausedDays } from "./pauses";

/** What `computeDue` reads. `now` matters only while a pause is open. */
export type DueInput = ClockStart & {
  readonly figure: ClockFigure;
  readonly pauses?: readonly Pause[];
  readonly extensions?: readonly Extension[];
  readonly calendar: Calendar;
  readonly rules: Rules;
  readonly now: Instant;
};

/**
 * When a period ends, and why.
 *
 * The day of the event is left out (law-cc-start-day-excluded); hours run from the moment, unrounded, and never roll
 * (law-cc-hour-from-moment); months and years end on the matching day or the month's last (law-cc-month-end); an end
 * on a rest day moves to the next day worked (law-cc-holiday-roll), `dueRaw` keeping the day before the move.
 * Days from that on which a pause begins to the one before it ends do not count (`pausedDays`), hours stand still in it to
 * the millisecond; an open pause counts up to `now`. Extensions are counted on from the end of what came before, same units as one period.
 * Dates are Asia/Shanghai. Throws RangeError for hours without a moment, hours mixed with days, or a bad amount.
 */
export function computeDue(input: DueInput): Due {
  const extensions = input.extensions ?? [];
  for (const { amount } of [input.figure, ...extensions]) wholeAmount(amount);
  const hours = [input.figure, ...extensions].filter(({ unit }) => unit === "hour").length;
  if (hours === 0) return dueInDays(input);
  if (hours <= extensions.length) throw new RangeError("hours cannot be mixed with days");
  return dueInHours(input);
}

function dueInHours(input: DueInput): Due {
  if (input.startedAt === undefined) throw new RangeError("a period in hours needs the moment it began");
  const { figure, extensions = [], rules, startedAt } = input;
  const startedOn = shanghaiDate(startedAt);
  const rule = citeCounting(rules, COUNTING_RULES.hours, startedOn);
  const spans = joinPauses(input.pauses ?? [], input.now);

  const hours = extensions.reduce((sum, { amount }) => sum + amount, figure.amount);
  let end = epochMilliseconds(addDuration(startedAt, { hours }));
  for (const span of spans) {
    const from = Math.max(epochMilliseconds(span.from), epochMilliseconds(startedAt));
    const to = epochMilliseconds(span.to);
    if (from < end && to > from) end += to - from;
  }
  const dueAt = instantFromEpoch(end);
  const dueOn = shanghaiDate(dueAt);
  return {
    unit: figure.unit,
    startedOn,
    startedAt,
    dueRaw: dueOn,
    dueOn,
    workAt: dueAt,
    dueAt,
    provisional: false,
    paused: spans.some(({ open }) => open),
    steps: explainHours({ startedAt, startedOn, dueAt, dueOn, figure, extensions, spans, rule }),
    basis: basisOf(figure, [rule]),
  };
}

function dueInDays(input: DueInput): Due {
  const { figure, extensions = [], calendar, rules } = input;
  const startedAt = input.startedAt ?? null;
  const startedOn = input.startedOn ?? shanghaiDate(input.startedAt);
  const spans = joinPauses(input.pauses ?? [], input.now);
  const { firstDay, rule: startRule } = firstCountedDay(rules, startedOn);
  const runs = pausedDays(spans, firstDay);

  const legs = legsOf(figure, extensions);
  let dueRaw = addDays(firstDay, -1);
  let monthEnd: LocalDate | null = null;
  for (const leg of legs) {
    const end = endOfLeg(leg, dueRaw, runs, calendar);
    monthEnd = end.monthEnd ?? monthEnd;
    dueRaw = end.on;
  }
  const dueOn = calendar.onOrAfter(dueRaw);
  const dueAt = endOfDay(dueOn);
  // Where working days are counted the calendar decides every day of the span; elsewhere only the roll at its end.
  const countsWorkingDays = legs.some(({ unit }) => unit === "working-day");
  const unpublished = calendar.unpublishedYears(countsWorkingDays ? firstDay : dueRaw, dueOn);

  const cite = (id: string): RuleRef => citeCounting(rules, id, startedOn);
  const monthRule = legs.some(({ unit }) => unit === "month") ? cite(COUNTING_RULES.monthEnd) : null;
  const rollRule = dueOn === dueRaw ? null : cite(COUNTING_RULES.holidayRoll);
  const end = { startedOn, startedAt, dueRaw, dueOn, dueAt };
  const span = { figure, extensions, firstDay, runs, spans, calendar, unpublished, countsWorkingDays, monthEnd };
  return {
    ...end,
    unit: figure.unit,
    workAt: endOfDay(dueRaw),
    provisional: unpublished.length > 0,
    paused: spans.some(({ open }) => open),
    steps: explainDays({ ...end, ...span, startRule, monthRule, rollRule }),
    basis: basisOf(figure, [startRule, monthRule, rollRule]),
  };
}

/** 24:00 of a Shanghai day: the first moment that is too late. */
export function endOfDay(date: LocalDate): Instant {
  return startOfDay(addDays(date, 1));
}

function basisOf(figure: ClockFigure, counting: readonly (RuleRef | null)[]): readonly RuleRef[] {
  return [figure.rule, ...counting].filter((rule) => rule !== null);
}
