"use client";

import { useTranslations } from "next-intl";
import { ClockBadge, type ClockLevel } from "@/components/patterns/clock-badge";
import type { WhyDay } from "@/components/patterns/why-calendar";
import { useClockSteps } from "@/components/reports/clock-steps";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { isOpenRequest, type RequestDetail } from "./request";
import { type RequestClockFacts, useRequestClock } from "./use-request-clock";

const WHY_KIND: Readonly<Record<RequestClockFacts["days"][number]["mark"], WhyDay["kind"]>> = {
  start: "start",
  counted: "counted",
  "make-up": "counted",
  paused: "paused",
  holiday: "off",
  weekend: "off",
  rolled: "off",
};

type Unit = "working-day" | "calendar-day";

/** What is left of the term, with the days that were counted and what they rest on. */
export function RequestClock({ item }: { item: RequestDetail }) {
  const t = useTranslations("privacy.page.clock");
  const words = useTranslations("clocks.labels");
  const format = useFormat();
  const clock = useRequestClock(item.id);
  const lines = useClockSteps();
  if (!clock || !isOpenRequest(item)) return null;
  const { left, level } = clock.left;
  const unit: Unit = clock.left.unit === "calendar-day" ? "calendar-day" : "working-day";
  const late = item.late || level === "late";
  const said = late
    ? words(`late.${unit}`, { count: Math.max(1, -left) })
    : left <= 0
      ? words("left.today")
      : words(`left.${unit}`, { count: left });
  const due = item.dueRaw as LocalDate;
  return (
    <ClockBadge
      elapsed={Math.max(0, clock.amount - Math.max(0, left))}
      total={clock.amount}
      left={item.paused ? t("paused", { left: said }) : said}
      due={t("by", { date: `${format.monthDay(due)} ${format.weekday(due)}` })}
      level={late ? "late" : item.paused ? "paused" : (level as ClockLevel)}
      provisional={item.provisional}
      why={{
        days: clock.days.map(({ date, mark, ordinal }) => ({
          date: date as LocalDate,
          kind: date === item.dueRaw ? "due" : WHY_KIND[mark],
          ...(ordinal === null ? {} : { count: ordinal }),
          today: date === item.today,
        })),
        lines: [
          ...lines(clock.steps, { received: t("received") }),
          ...(item.verifiedAt
            ? [{ label: t("verified"), value: format.dateTime(item.verifiedAt as Instant) }]
            : [{ label: t("unverified"), value: "" }]),
          ...(item.daysLost > 0 ? [{ label: t("daysLost", { count: item.daysLost }), value: "" }] : []),
          ...(item.receiptDue === item.dueRaw ? [] : [{ label: t("receiptDue"), value: item.receiptDue }]),
        ],
      }}
    />
  );
}
