import { epochMilliseconds, type Instant, type LocalDate, shanghaiDate, weekday, ZONE } from "@/domain/shared/time";
import type { Locale } from "@/i18n/locales";

const cache = new Map<string, Intl.DateTimeFormat>();

/** Building a formatter costs more than a hundred uses of it. */
function formatter(key: string, locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${locale} ${key}`;
  const known = cache.get(name);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  cache.set(name, made);
  return made;
}

/** "14:32" (or "14:32:08") in Asia/Shanghai. */
export function formatTime(moment: Instant, options: { seconds?: boolean } = {}): string {
  const seconds = options.seconds === true;
  return formatter(seconds ? "hms" : "hm", "en", {
    timeZone: ZONE,
    hourCycle: "h23",
    hour: "2-digit",
    minute: "2-digit",
    ...(seconds ? { second: "2-digit" } : {}),
  }).format(epochMilliseconds(moment));
}

/** "2026-10-09 14:32" (seconds if asked) in Asia/Shanghai. */
export function formatDateTime(moment: Instant, options: { seconds?: boolean } = {}): string {
  return `${shanghaiDate(moment)} ${formatTime(moment, options)}`;
}

/** "10-09": for lists where the year is plain from context. */
export function formatMonthDay(date: LocalDate): string {
  return date.slice(5);
}

/** "周五" or "Fri"; `narrow` gives "五" or "F", for calendar heads. */
export function formatWeekday(date: LocalDate, locale: Locale, width: "short" | "narrow" = "short"): string {
  // A known Monday plus the ISO weekday: no zone is involved.
  const monday = Date.UTC(2024, 0, 1);
  return formatter(`weekday ${width}`, locale, { timeZone: "UTC", weekday: width }).format(
    monday + (weekday(date) - 1) * 86_400_000,
  );
}

/** What a list shows of a moment: the time today, else month and day, else the whole date when the year differs. */
export function formatShort(moment: Instant, now: Instant): string {
  const day = shanghaiDate(moment);
  const today = shanghaiDate(now);
  if (day === today) return formatTime(moment);
  return day.slice(0, 4) === today.slice(0, 4) ? formatMonthDay(day) : day;
}

const STEPS = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
] as const;

/** A length of time in its two largest units: "1 hr 12 min", "40 sec"; never negative. */
export function formatDuration(seconds: number, locale: Locale): string {
  const whole = Math.max(0, Math.round(seconds));
  const first = STEPS.findIndex((step) => whole >= step.seconds);
  const parts: string[] = [];
  let rest = whole;
  for (const { unit, seconds: size } of STEPS.slice(first < 0 ? STEPS.length - 1 : first)) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (parts.length < 2 && (amount > 0 || parts.length === 0)) parts.push(formatUnit(amount, unit, locale));
    else break;
  }
  return parts.join(" ");
}

/** One amount with its unit in words: "5 days", "5天". */
export function formatUnit(amount: number, unit: "day" | "hour" | "minute" | "second", locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(amount);
}

/** "3 minutes ago", "in 2 days": the largest whole unit between two moments. */
export function formatRelative(moment: Instant, now: Instant, locale: Locale): string {
  const seconds = (epochMilliseconds(moment) - epochMilliseconds(now)) / 1000;
  const step = STEPS.find((candidate) => Math.abs(seconds) >= candidate.seconds) ?? STEPS[STEPS.length - 1];
  const { unit, seconds: size } = step ?? { unit: "second" as const, seconds: 1 };
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}
