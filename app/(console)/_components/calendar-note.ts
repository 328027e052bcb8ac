"use client";

import { useTranslations } from "next-intl";
import type { LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";

type Note = { date: string; kind: "make-up" | "holiday"; holiday: string | null };

/** Tomorrow's oddity of the working calendar in words. */
export function useCalendarNote(): (note: Note) => string {
  const t = useTranslations();
  const format = useFormat();
  return ({ date, kind, holiday }) => {
    const name = holiday === null ? undefined : t(`clocks.labels.holiday.${holiday as "new-year"}`);
    if (kind === "make-up") return t("overview.calendar.makeUp", { weekday: format.weekday(date as LocalDate) });
    return name ? t("overview.calendar.holiday", { holiday: name }) : t("overview.calendar.rest");
  };
}
