"use client";

import { useTranslations } from "next-intl";
import { ClockBadge, type ClockLevel, type ClockWhy } from "@/components/patterns/clock-badge";
import type { WhyDay } from "@/components/patterns/why-calendar";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { WorkRow } from "./work";

const LEVELS: Readonly<Record<WorkRow["standing"], ClockLevel>> = {
  late: "late",
  today: "today",
  next: "soon",
  soon: "ok",
  later: "ok",
  undated: "ok",
};

/** When an item is due, how many working days are left, and the days that were counted. */
export function DueBadge({ row }: { row: WorkRow }) {
  const t = useTranslations("worklist");
  const format = useFormat();
  const { dueOn, dueAt, workingDaysLeft, workingDaysTotal } = row;
  const why = useWhy(row);
  if (!dueOn || !dueAt || workingDaysLeft === null) return <span className="hg-ink-3">{t("undated")}</span>;
  const date = t("dueOn", { date: format.monthDay(dueOn as LocalDate), weekday: format.weekday(dueOn as LocalDate) });
  if (row.state !== "open") return <span className="hg-ink-3">{date}</span>;
  const total = Math.max(1, workingDaysTotal ?? 1);
  const left =
    row.standing === "late"
      ? t("late", { count: Math.max(0, -workingDaysLeft) })
      : row.standing === "today"
        ? t("today")
        : t("left", { count: workingDaysLeft });
  return (
    <ClockBadge
      elapsed={total - Math.max(0, workingDaysLeft)}
      total={total}
      left={left}
      due={date}
      level={LEVELS[row.standing]}
      provisional={row.provisional}
      why={why}
    />
  );
}

function useWhy(row: WorkRow): ClockWhy {
  const t = useTranslations("worklist.why");
  const format = useFormat();
  const last = row.days.length - 1;
  let count = 0;
  const days = row.days.map((day, at): WhyDay => {
    const date = day.date as LocalDate;
    if (at === 0 && last > 0) return { date, kind: "start" };
    if (day.working) count += 1;
    if (at === last) return { date, kind: "due", count: count || undefined };
    return day.working ? { date, kind: "counted", count } : { date, kind: "off" };
  });
  const off = days.filter((day) => day.kind === "off").length;
  return {
    days: days.length > 0 ? days : undefined,
    lines: [
      { label: t("opened"), value: format.dateTime(row.openedAt as Instant) },
      { label: t("counted"), value: format.count(row.workingDaysTotal ?? 0) },
      ...(off > 0 ? [{ label: t("off"), value: format.count(off) }] : []),
      ...(row.dueAt ? [{ label: t("due"), value: format.dateTime(row.dueAt as Instant) }] : []),
      ...(row.provisional ? [{ label: t("provisional"), value: "" }] : []),
    ],
  };
}
