"use client";

import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { addDays, daysBetween, type LocalDate, weekday } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";

/** A day on the strip: `count` is its number in the clock; `kind` says why it counts or does not. */
export type WhyDay = {
  readonly date: LocalDate;
  readonly kind: "counted" | "off" | "paused" | "start" | "due";
  readonly count?: number;
  readonly today?: boolean;
};

const LOOK: Readonly<Record<WhyDay["kind"], string>> = {
  counted: "hg-on",
  off: "hg-off",
  paused: "hg-pause",
  start: "",
  due: "hg-due",
};

/** Whole weeks, Monday first, around the days given. Long spans show their last six weeks. */
export function WhyCalendar({ days }: { days: readonly WhyDay[] }) {
  const t = useTranslations("common");
  const format = useFormat();
  const known = new Map(days.map((day) => [day.date, day]));
  const dates = days.map((day) => day.date).sort();
  const first = dates[0];
  const last = dates[dates.length - 1];
  if (!first || !last) return null;
  const sunday = addDays(last, 7 - weekday(last));
  const monday = addDays(first, 1 - weekday(first));
  const start = daysBetween(monday, sunday) > 41 ? addDays(sunday, -41) : monday;
  const cells = Array.from({ length: daysBetween(start, sunday) + 1 }, (_, index) => addDays(start, index));
  return (
    <ol className="hg-why" aria-label={t("clock.calendar")}>
      {cells.slice(0, 7).map((date) => (
        <li key={`head-${date}`} className="hg-hd" aria-hidden="true">
          {format.weekday(date, "narrow")}
        </li>
      ))}
      {cells.map((date, index) => {
        const day = known.get(date);
        const monthStart = index === 0 || date.endsWith("-01");
        return (
          <li
            key={date}
            className={cx(day && LOOK[day.kind], day?.today && "hg-today")}
            aria-hidden={day ? undefined : true}
          >
            <q>{monthStart ? `${Number(date.slice(5, 7))}/${Number(date.slice(8))}` : Number(date.slice(8))}</q>
            {day ? <span className="hg-sr">{t(`clock.day.${day.kind}`)}</span> : null}
            {day?.count === undefined ? null : <b>{day.count}</b>}
          </li>
        );
      })}
    </ol>
  );
}
