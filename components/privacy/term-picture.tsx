"use client";

import { useTranslations } from "next-intl";
import {
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from "recharts";
import { ChartFrame } from "@/components/patterns/charts/chart-frame";
import { type Instant, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { RequestDetail } from "./request";
import { offRuns, termDays } from "./term-steps";
import { useRequestClock } from "./use-request-clock";

const AXIS = { stroke: "var(--chart-axis)", tick: { fill: "var(--ink-3)", fontSize: 12 }, tickLine: false } as const;
const HEIGHT = 132;

/** The term of a request running down from its receipt, with the day it was proven and today; shaded days do not count. */
export function TermPicture({ item }: { item: RequestDetail }) {
  const t = useTranslations("privacy.page.term");
  const words = useTranslations("clocks.labels.unit");
  const format = useFormat();
  const clock = useRequestClock(item.id);
  if (!clock || clock.days.length < 2) return null;
  const days = termDays(clock.days, clock.amount);
  const known = new Set(days.map(({ date }) => date));
  const verifiedOn = item.verifiedAt ? shanghaiDate(item.verifiedAt as Instant) : null;
  const marks = [
    ...(verifiedOn && verifiedOn !== days[0]?.date && known.has(verifiedOn)
      ? [{ id: "verified", on: verifiedOn as string, label: t("verified") }]
      : []),
    ...(known.has(item.today) ? [{ id: "today", on: item.today, label: t("today") }] : []),
  ];
  const day = (date: string) => format.monthDay(date as LocalDate);
  const unit = clock.unit === "calendar-day" ? "calendar-day" : "working-day";
  return (
    <ChartFrame
      title={t("title", { term: words(unit, { count: clock.amount }) })}
      table={{
        columns: [t("day"), t("left")],
        rows: days.map(({ date, left, off }) => [day(date), off ? t("off") : format.count(left)]),
      }}
    >
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <ComposedChart data={[...days]} margin={{ top: 16, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
          {offRuns(days).map((run) => (
            <ReferenceArea key={run.from} x1={run.from} x2={run.to} fill="var(--sunken)" fillOpacity={0.8} />
          ))}
          <XAxis dataKey="date" tickFormatter={day} {...AXIS} interval="preserveStartEnd" minTickGap={28} />
          <YAxis width={30} {...AXIS} axisLine={false} allowDecimals={false} domain={[0, clock.amount]} />
          <Line
            dataKey="left"
            type="stepAfter"
            stroke={item.late ? "var(--late-mark)" : "var(--ink-1)"}
            strokeWidth={1.5}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
          {marks.map(({ id, on, label }) => (
            <ReferenceLine
              key={id}
              x={on}
              stroke={id === "today" ? "var(--accent)" : "var(--ink-3)"}
              strokeDasharray={id === "today" ? undefined : "2 2"}
              label={{ value: label, fill: "var(--ink-2)", fontSize: 12, position: "top" }}
            />
          ))}
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
