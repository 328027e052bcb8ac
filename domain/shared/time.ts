import { Temporal } from "temporal-polyfill";

declare const brand: unique symbol;

/** A calendar date in Asia/Shanghai, `YYYY-MM-DD`. Compares as text. */
export type LocalDate = string & { readonly [brand]: "local-date" };

/** A moment in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. Compares as text. */
export type Instant = string & { readonly [brand]: "instant" };

/** The one zone in which the console counts days. */
export const ZONE = "Asia/Shanghai";

/** Parses `YYYY-MM-DD`; throws RangeError on anything else, impossible dates included. */
export function localDate(text: string): LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError(`not a date: ${text}`);
  return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() as LocalDate;
}

/** Parses an ISO 8601 moment that carries its offset, and normalises it to UTC milliseconds. Throws RangeError. */
export function instant(text: string): Instant {
  return fromTemporal(Temporal.Instant.from(text));
}

function fromTemporal(value: Temporal.Instant): Instant {
  return value.toString({ fractionalSecondDigits: 3 }) as Instant;
}

/** The moment `milliseconds` after 1970-01-01T00:00Z. */
export function instantFromEpoch(milliseconds: number): Instant {
  return fromTemporal(Temporal.Instant.fromEpochMilliseconds(milliseconds));
}

/** Milliseconds since 1970-01-01T00:00Z. */
export function epochMilliseconds(moment: Instant): number {
  return Temporal.Instant.from(moment).epochMilliseconds;
}

/** The Asia/Shanghai calendar date on which a moment falls. */
export function shanghaiDate(moment: Instant): LocalDate {
  return Temporal.Instant.from(moment).toZonedDateTimeISO(ZONE).toPlainDate().toString() as LocalDate;
}

/** The first moment of a Shanghai day. */
export function startOfDay(date: LocalDate): Instant {
  return fromTemporal(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: ZONE }).toInstant());
}

/** Shanghai's day and minute of a moment, as papers say it: `2026-10-09 14:32`. */
export function shanghaiMinute(moment: Instant): string {
  const day = shanghaiDate(moment);
  const minutes = Math.floor((epochMilliseconds(moment) - epochMilliseconds(startOfDay(day))) / 60_000);
  return `${day} ${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** The date `days` calendar days later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as LocalDate;
}

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "day" }).days;
}

/** The moment `amount` later; negative goes back. */
export function addDuration(moment: Instant, amount: { hours?: number; minutes?: number; seconds?: number }): Instant {
  return fromTemporal(Temporal.Instant.from(moment).add(amount));
}

/**
 * The matching day `months` later; where the month has none, its last day (law-cc-month-end).
 * 2024-02-29 + 120 months is 2034-02-28.
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ months }, { overflow: "constrain" }).toString() as LocalDate;
}

/** ISO weekday, 1 Monday to 7 Sunday. */
export function weekday(date: LocalDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}
