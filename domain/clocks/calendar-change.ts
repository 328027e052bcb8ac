import { decided, type Result, refuse } from "../shared/result";
import { daysBetween, type Instant, type LocalDate, localDate, shanghaiDate } from "../shared/time";
import { type CalendarYear, createCalendar, type HolidayBlock } from "./calendar";
import { CALENDAR_CHANGE } from "./policy";

/** A date of the form, or null: what a person typed may be the thirtieth of February. */
function dateOf(text: string): LocalDate | null {
  try {
    return localDate(text);
  } catch {
    return null;
  }
}

/** A block's days may reach into the December before its year, never further. */
const within = (year: number, date: LocalDate) => date >= `${year - 1}-12-01` && date <= `${year}-12-31`;

function blockProblem(year: number, block: HolidayBlock): string | null {
  const [first, last, ...work] = [block.first, block.last, ...block.work].map(dateOf);
  if (!first || !last || work.some((date) => date === null)) return "clocks.calendar.date-malformed";
  if (last < first) return "clocks.calendar.ends-before-start";
  if (daysBetween(first, last) + 1 > CALENDAR_CHANGE.longestHoliday) return "clocks.calendar.too-long";
  const all = [first, last, ...work].filter((date) => date !== null && date !== undefined);
  return all.every((date) => within(year, date)) ? null : "clocks.calendar.outside-year";
}

/**
 * Whether a year's notice may be loaded beside the years known, in place of the same year if it is known already. Refuses
 * `clocks.calendar.{year-out-of-range, nothing, date-malformed, ends-before-start, too-long, outside-year, clash}`; `clash`
 * is two notices that speak of one day, or a make-up day that is a weekday anyway.
 */
export function acceptYear(
  known: readonly CalendarYear[],
  candidate: CalendarYear,
  now: Instant,
): Result<readonly CalendarYear[]> {
  const present = Number(shanghaiDate(now).slice(0, 4));
  const { year } = candidate;
  if (year < present || year > present + CALENDAR_CHANGE.yearsAhead)
    return refuse("clocks.calendar.year-out-of-range", {
      field: "year",
      params: { first: String(present), last: String(present + CALENDAR_CHANGE.yearsAhead) },
    });
  if (candidate.holidays.length === 0) return refuse("clocks.calendar.nothing", { field: "holidays" });
  for (const [index, block] of candidate.holidays.entries()) {
    const problem = blockProblem(year, block);
    if (problem) return refuse(problem, { field: `holidays.${index}` });
  }
  const years = [...known.filter((one) => one.year !== year), candidate];
  try {
    createCalendar(years);
  } catch (error) {
    if (error instanceof RangeError) return refuse("clocks.calendar.clash", { field: "holidays" });
    throw error;
  }
  return decided(years);
}
