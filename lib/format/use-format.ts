"use client";

import { useLocale } from "next-intl";
import { useMemo } from "react";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { formatMoney } from "./money";
import { formatBytes, formatCapped, formatCount, formatDelta, formatPercent } from "./number";
import { formatRegion } from "./region";
import {
  formatDateTime,
  formatDuration,
  formatMonthDay,
  formatRelative,
  formatShort,
  formatTime,
  formatUnit,
  formatWeekday,
} from "./time";

/** The formatting functions, bound to the reader's language. */
export function useFormat() {
  const locale = useLocale();
  return useMemo(
    () => ({
      money: formatMoney,
      count: (value: number | bigint) => formatCount(value, locale),
      capped: (count: number, capped: boolean) => formatCapped(count, capped, locale),
      delta: (value: number) => formatDelta(value, locale),
      percent: (ratio: number, digits?: number) => formatPercent(ratio, locale, digits),
      bytes: (bytes: number) => formatBytes(bytes, locale),
      region: (code: string) => formatRegion(code, locale),
      dateTime: formatDateTime,
      time: formatTime,
      monthDay: formatMonthDay,
      weekday: (date: LocalDate, width?: "short" | "narrow") => formatWeekday(date, locale, width),
      short: formatShort,
      duration: (seconds: number) => formatDuration(seconds, locale),
      unit: (amount: number, unit: "day" | "hour" | "minute" | "second") => formatUnit(amount, unit, locale),
      relative: (moment: Instant, now: Instant) => formatRelative(moment, now, locale),
    }),
    [locale],
  );
}
