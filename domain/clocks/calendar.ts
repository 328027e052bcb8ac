import { addDays, daysBetween, type LocalDate, localDate } from "../shared/time";

/** A notice of the State Council's office that fixed a year's rest days. */
export type HolidayPaper = { readonly number: string; readonly published: string; readonly title: string };

/** Holidays that notices name; two that fall together have a name of their own. */
export const HOLIDAYS = [
  "new-year",
  "spring-festival",
  "qingming",
  "labour-day",
  "dragon-boat",
  "mid-autumn",
  "national-day",
  "national-day-mid-autumn",
] as const;

/** One holiday of a notice: its rest days `first` to `last`, and the weekend days worked to make up for it. */
export type HolidayBlock = {
  readonly holiday: string;
  readonly first: string;
  readonly last: string;
  readonly work: readonly string[];
};

/** One published year. Blocks may reach into the December before it. */
export type CalendarYear = {
  readonly year: number;
  readonly papers: readonly HolidayPaper[];
  readonly holidays: readonly HolidayBlock[];
};

/** `holiday` a rest day of a notice, `make-up` a weekend day of a notice that is worked. */
export type DayKind = "working" | "make-up" | "weekend" | "holiday";

/** A run of days one notice speaks of: rest days of one holiday, or one make-up day. */
export type NoticeStretch = {
  readonly kind: "holiday" | "make-up";
  readonly holiday: string;
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly days: number;
};

/**
 * The official working calendar. Days of a year without a notice fall back to weekdays, and `unpublishedYears`
 * says so: what rests on them is provisional.
 */
export interface Calendar {
  isPublished(year: number): boolean;
  isWorkingDay(date: LocalDate): boolean;
  /** True on the rest days of a notice; an ordinary weekend is not one. */
  isStatutoryRest(date: LocalDate): boolean;
  dayKind(date: LocalDate): DayKind;
  /** Key of the holiday a rest day or make-up day belongs to; null on any other day. */
  holidayOf(date: LocalDate): string | null;
  /** The `days`-th working day after `date` (before it when negative); `date` itself is left out. 0 gives `date`. */
  addWorkingDays(date: LocalDate, days: number): LocalDate;
  /** Working days after `from` up to and with `to`; negative when `to` is earlier. */
  workingDaysBetween(from: LocalDate, to: LocalDate): number;
  /** `date` when it is worked, else the first working day after it. */
  onOrAfter(date: LocalDate): LocalDate;
  /** What notices say of the days from `first` to `last`, both counted, in order. */
  notices(first: LocalDate, last: LocalDate): readonly NoticeStretch[];
  /** Years between the two dates, both counted, for which no notice is loaded. */
  unpublishedYears(first: LocalDate, last: LocalDate): readonly number[];
  /** The notices behind a year; empty when it is not published. */
  papers(year: number): readonly HolidayPaper[];
}

type Override = { readonly day: number; readonly date: LocalDate; readonly working: boolean; readonly holiday: string };

const EPOCH = localDate("1970-01-01");
/** 1970-01-01 was a Thursday: three days after a Monday. */
const EPOCH_AFTER_MONDAY = 3;

const dayNumber = (date: LocalDate): number => daysBetween(EPOCH, date);
const dateOf = (day: number): LocalDate => addDays(EPOCH, day);
const isWeekday = (day: number): boolean => (((day + EPOCH_AFTER_MONDAY) % 7) + 7) % 7 < 5;
const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** Weekdays up to and with `day`, counted from the Monday before the epoch. */
function weekdaysUpTo(day: number): number {
  const since = day + EPOCH_AFTER_MONDAY;
  const weeks = Math.floor(since / 7);
  return weeks * 5 + Math.min(since - weeks * 7 + 1, 5);
}

/** The day on which `weekdaysUpTo` reaches `count`. */
function dayOfWeekdayCount(count: number): number {
  const weeks = Math.floor((count - 1) / 5);
  return weeks * 7 + (count - 1 - weeks * 5) - EPOCH_AFTER_MONDAY;
}

function readOverrides(years: readonly CalendarYear[]): readonly Override[] {
  const byDay = new Map<number, Override>();
  const put = (day: number, working: boolean, holiday: string): void => {
    const date = dateOf(day);
    if (byDay.has(day)) throw new RangeError(`two notices speak of ${date}`);
    byDay.set(day, { day, date, working, holiday });
  };
  for (const { holidays } of years) {
    for (const block of holidays) {
      const first = dayNumber(localDate(block.first));
      const last = dayNumber(localDate(block.last));
      if (last < first) throw new RangeError(`${block.holiday} ends before it begins: ${block.first}`);
      for (let day = first; day <= last; day += 1) put(day, false, block.holiday);
      for (const text of block.work) {
        const day = dayNumber(localDate(text));
        if (isWeekday(day)) throw new RangeError(`a make-up day on a weekday: ${text}`);
        put(day, true, block.holiday);
      }
    }
  }
  return [...byDay.values()].sort((a, b) => a.day - b.day);
}

/**
 * Days worked up to and with any day, as weekdays (by formula) plus a running count of the notices' changes, and
 * the inverse: both O(log n) in the number of days the notices name, over any span of years.
 */
function runningCount(overrides: readonly Override[]) {
  const changes: number[] = [0];
  for (const { day, working } of overrides) {
    const change = working ? 1 : isWeekday(day) ? -1 : 0;
    changes.push((changes.at(-1) ?? 0) + change);
  }
  const most = changes.reduce((a, b) => Math.max(a, b), 0);
  const least = changes.reduce((a, b) => Math.min(a, b), 0);

  /** How many overrides fall before `day`. */
  const before = (day: number): number => {
    let low = 0;
    let high = overrides.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((overrides[middle]?.day ?? day) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const upTo = (day: number): number => weekdaysUpTo(day) + (changes[before(day + 1)] ?? 0);
  const dayOf = (count: number): number => {
    let low = dayOfWeekdayCount(count - most);
    let high = dayOfWeekdayCount(count - least);
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (upTo(middle) >= count) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return { before, upTo, dayOf };
}

function stretchesOf(overrides: readonly Override[]): readonly NoticeStretch[] {
  const stretches: NoticeStretch[] = [];
  overrides.forEach(({ day, date, working, holiday }, index) => {
    const before = overrides[index - 1];
    const open = stretches.at(-1);
    const joins = before?.day === day - 1 && before.holiday === holiday && !before.working && !working;
    if (open !== undefined && joins) stretches[stretches.length - 1] = { ...open, last: date, days: open.days + 1 };
    else stretches.push({ kind: working ? "make-up" : "holiday", holiday, first: date, last: date, days: 1 });
  });
  return stretches;
}

/**
 * Builds the calendar from the published years, in any order. Throws RangeError when two notices speak of one day,
 * a year comes twice, or a make-up day is a weekday: defects of the data.
 */
export function createCalendar(years: readonly CalendarYear[]): Calendar {
  const published = new Map(years.map((entry) => [entry.year, entry]));
  if (published.size !== years.length) throw new RangeError("a calendar year is given twice");
  const overrides = readOverrides(years);
  const count = runningCount(overrides);
  const at = (day: number): Override | undefined => {
    const found = overrides[count.before(day)];
    return found?.day === day ? found : undefined;
  };
  const works = (day: number): boolean => at(day)?.working ?? isWeekday(day);

  const dayKind = (date: LocalDate): DayKind => {
    const day = dayNumber(date);
    const special = at(day);
    if (special) return special.working ? "make-up" : "holiday";
    return isWeekday(day) ? "working" : "weekend";
  };
  const addWorkingDays = (date: LocalDate, days: number): LocalDate => {
    if (!Number.isSafeInteger(days)) throw new RangeError(`not a whole number of working days: ${days}`);
    if (days === 0) return date;
    const day = dayNumber(date);
    return dateOf(count.dayOf(days > 0 ? count.upTo(day) + days : count.upTo(day - 1) + 1 + days));
  };
  const unpublishedYears = (first: LocalDate, last: LocalDate): number[] => {
    const missing: number[] = [];
    for (let year = yearOf(first); year <= yearOf(last); year += 1) if (!published.has(year)) missing.push(year);
    return missing;
  };

  return {
    isPublished: (year) => published.has(year),
    isWorkingDay: (date) => works(dayNumber(date)),
    isStatutoryRest: (date) => dayKind(date) === "holiday",
    dayKind,
    holidayOf: (date) => at(dayNumber(date))?.holiday ?? null,
    addWorkingDays,
    workingDaysBetween: (from, to) => count.upTo(dayNumber(to)) - count.upTo(dayNumber(from)),
    onOrAfter: (date) => addWorkingDays(addDays(date, -1), 1),
    notices: (first, last) =>
      stretchesOf(overrides.slice(count.before(dayNumber(first)), count.before(dayNumber(last) + 1))),
    unpublishedYears,
    papers: (year) => published.get(year)?.papers ?? [],
  };
}
