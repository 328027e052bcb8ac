import type { LocalDate } from "../../shared/time";
import type { ValidTo } from "../model";

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysIn(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0);
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function dateOf(year: number, month: number, day: number): LocalDate | undefined {
  if (year < 1000 || day < 1 || day > daysIn(year, month)) return undefined;
  return `${year}-${two(month)}-${two(day)}` as LocalDate;
}

const WRITTEN =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))$/;

/**
 * A date as papers write it: 2020-02-29, 2020.02.29, 2020/2/29, 2020年2月29日 or 20200229, as YYYY-MM-DD. Undefined for what
 * is no date of the calendar.
 */
export function readDate(text: string): LocalDate | undefined {
  const match = WRITTEN.exec(text.normalize("NFKC").replace(/\s/g, ""));
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0] = match
    .slice(1)
    .filter((part) => part !== undefined)
    .map(Number);
  return dateOf(year, month, day);
}

const LONG_TERM = new Set(["long-term", "longterm", "长期", "長期", "长期有效"]);

/** The end of a paper's validity: a date, or that it has none. Undefined for what is neither. */
export function readValidTo(text: string): ValidTo | undefined {
  return LONG_TERM.has(text.normalize("NFKC").replace(/\s/g, "").toLowerCase()) ? "long-term" : readDate(text);
}

function partsOf(date: LocalDate): readonly [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

/** The same day of a later year; of 29 February, the last day of a February without one (rule law-cc-month-end). */
export function addYears(date: LocalDate, years: number): LocalDate {
  const [year, month, day] = partsOf(date);
  return dateOf(year + years, month, Math.min(day, daysIn(year + years, month))) ?? date;
}

/** Completed years of age on a day: the birthday itself completes one. Negative before the birth. */
export function completedYears(birth: LocalDate, today: LocalDate): number {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return addYears(birth, years) <= today ? years : years - 1;
}
