import type { Rules } from "../rulebook/model";
import type { RuleRef } from "../shared/rule-ref";
import { addDays, addMonths, type Instant, type LocalDate, startOfDay } from "../shared/time";
import type { Calendar } from "./calendar";
import { COUNTING_RULES, citeCounting, firstCountedDay, wholeAmount } from "./counting-rules";
import type { ClockFigure } from "./model";

/** A latest day found by counting back; `provisional` when a year without a calendar decided it. */
export type CountedBack = { readonly on: LocalDate; readonly provisional: boolean; readonly basis: readonly RuleRef[] };

/**
 * The latest day that is still `amount` units before `from`, the day of the event itself left out: five working days
 * before 2026-10-12 is 2026-09-29. Months and years go back to the matching day or the month's last.
 * Throws RangeError for hours (a moment has no day to count back from) and for a bad amount.
 */
export function countBack(input: {
  readonly figure: ClockFigure;
  readonly from: LocalDate;
  readonly calendar: Calendar;
  readonly rules: Rules;
}): CountedBack {
  const { figure, from, calendar, rules } = input;
  const amount = wholeAmount(figure.amount);
  const on = backFrom(from, amount, figure.unit, calendar);
  const workingDays = figure.unit === "working-day";
  const months = figure.unit === "month" || figure.unit === "year";
  const basis = [
    figure.rule,
    citeCounting(rules, COUNTING_RULES.startDay, from),
    months ? citeCounting(rules, COUNTING_RULES.monthEnd, from) : null,
  ];
  return {
    on,
    provisional: workingDays && calendar.unpublishedYears(on, addDays(from, -1)).length > 0,
    basis: basis.filter((rule) => rule !== null),
  };
}

function backFrom(from: LocalDate, amount: number, unit: ClockFigure["unit"], calendar: Calendar): LocalDate {
  switch (unit) {
    case "working-day":
      return calendar.addWorkingDays(from, -amount);
    case "calendar-day":
      return addDays(from, -amount);
    case "month":
      return addMonths(from, -amount);
    case "year":
      return addMonths(from, -amount * 12);
    case "hour":
      throw new RangeError("hours are not counted back in days");
  }
}

/** A stretch of whole days that must pass before something may take effect. */
export type FullDays = {
  readonly lastFullDay: LocalDate;
  readonly effectiveOn: LocalDate;
  /** 00:00 Shanghai of `effectiveOn`: the first moment of effect. */
  readonly effectiveAt: Instant;
  readonly basis: readonly RuleRef[];
};

/**
 * The first moment after `figure.amount` full calendar days, the day of publication left out: thirty full days
 * published on 2026-09-01 end with 2026-10-01, so 2026-10-02 00:00. Rest days count and nothing rolls: the period
 * protects the reader, and ends by itself. Throws RangeError unless the figure is in calendar days.
 */
export function fullDays(input: {
  readonly figure: ClockFigure;
  readonly publishedOn: LocalDate;
  readonly rules: Rules;
}): FullDays {
  const { figure, publishedOn, rules } = input;
  if (figure.unit !== "calendar-day") throw new RangeError(`full days are calendar days, not ${figure.unit}`);
  const { firstDay, rule } = firstCountedDay(rules, publishedOn);
  const effectiveOn = addDays(firstDay, wholeAmount(figure.amount));
  const lastFullDay = addDays(effectiveOn, -1);
  return {
    lastFullDay,
    effectiveOn,
    effectiveAt: startOfDay(effectiveOn),
    basis: figure.rule === null ? [rule] : [figure.rule, rule],
  };
}
