import type { FigureUnit, Rules } from "../rulebook/model";
import type { RuleRef } from "../shared/rule-ref";
import { addDays, type LocalDate } from "../shared/time";
import type { ClockFigure, ClockUnit } from "./model";

/** The rows that say how periods are counted. */
export const COUNTING_RULES = {
  startDay: "law-cc-start-day-excluded",
  hours: "law-cc-hour-from-moment",
  monthEnd: "law-cc-month-end",
  holidayRoll: "law-cc-holiday-roll",
} as const;

/**
 * The day on which a counting rule is read for a period that began on `on`. A period older than the row reads its
 * first version: the Civil Code took the way of counting over from the law before it.
 */
function readingDay(rules: Rules, id: string, on: LocalDate): LocalDate {
  let first: LocalDate | null = null;
  for (const row of rules.all()) {
    if (row.id !== id) continue;
    if (row.validFrom === null || row.validFrom <= on) return on;
    if (first === null || row.validFrom < first) first = row.validFrom;
  }
  return first ?? on;
}

/** Cites a counting rule for a period that began on `on`. Throws RangeError when the rulebook lacks the row. */
export function citeCounting(rules: Rules, id: string, on: LocalDate): RuleRef {
  return rules.ref(id, readingDay(rules, id, on));
}

/**
 * The first day that counts after an event on `on`, and the rule that leaves the day of the event out. Throws
 * RangeError when the rulebook lacks the row or its figure `first-day`.
 */
export function firstCountedDay(rules: Rules, on: LocalDate): { readonly firstDay: LocalDate; readonly rule: RuleRef } {
  const day = readingDay(rules, COUNTING_RULES.startDay, on);
  const offset = wholeAmount(Number(rules.figure(COUNTING_RULES.startDay, "first-day", day).value));
  return { firstDay: addDays(on, offset), rule: rules.ref(COUNTING_RULES.startDay, day) };
}

const CLOCK_UNIT_OF: Partial<Record<FigureUnit, ClockUnit>> = {
  "working-day": "working-day",
  "calendar-day": "calendar-day",
  "natural-day": "calendar-day",
  hour: "hour",
  month: "month",
  year: "year",
};

/**
 * The period a rule sets, as in force on `on`, with the rule to cite: `clockFigure(rules, "law-hvt-5wd", "days", d)`.
 * Throws RangeError for an unknown rule or figure, a unit no clock counts in, or an amount that is not a whole
 * number above zero: defects of the rulebook.
 */
export function clockFigure(rules: Rules, id: string, name: string, on: LocalDate): ClockFigure {
  const figure = rules.figure(id, name, on);
  const unit = CLOCK_UNIT_OF[figure.unit];
  if (unit === undefined) throw new RangeError(`${id}.${name} is in ${figure.unit}, which no clock counts`);
  return { amount: wholeAmount(Number(figure.value)), unit, rule: rules.ref(id, on) };
}

/** The amount itself; throws RangeError unless it is a whole number above zero. */
export function wholeAmount(amount: number): number {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new RangeError(`not a period: ${amount}`);
  return amount;
}
