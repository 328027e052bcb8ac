"use client";

import { useTranslations } from "next-intl";

const HOUR = 60;
const DAY = 24 * HOUR;

/** How often a control runs, in words. */
export function useCadence(): (minutes: number) => string {
  const t = useTranslations("completeness.register");
  return (minutes) => {
    if (minutes === 1) return t("everyMinute");
    if (minutes % DAY === 0) return t("everyDays", { count: minutes / DAY });
    if (minutes % HOUR === 0) return t("everyHours", { count: minutes / HOUR });
    return t("everyMinutes", { count: minutes });
  };
}
