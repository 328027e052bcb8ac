import type { Locale } from "@/i18n/locales";
import { MINUS } from "./money";

/** A whole number with thousands marks and a true minus. */
export function formatCount(value: number | bigint, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value).replace("-", MINUS);
}

/** A count that was only counted up to a cap: "10,000+" when there are more. */
export function formatCapped(count: number, capped: boolean, locale: Locale): string {
  return formatCount(count, locale) + (capped ? "+" : "");
}

/** A difference with its sign: "+3", "−12", "±0". */
export function formatDelta(value: number, locale: Locale): string {
  if (value === 0) return "±0";
  return (value > 0 ? "+" : "") + formatCount(value, locale);
}

/** A ratio (0.22) as a percentage ("22%"), with up to `digits` decimals. */
export function formatPercent(ratio: number, locale: Locale, digits = 0): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: digits })
    .format(ratio)
    .replace("-", MINUS);
}

const BYTE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A file's size in decimal units: "482 kB". */
export function formatBytes(bytes: number, locale: Locale): string {
  const step = Math.min(BYTE_UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: BYTE_UNITS[step] ?? "byte",
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}
