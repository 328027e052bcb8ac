"use client";

import { useTranslations } from "next-intl";
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { ChartFrame } from "@/components/patterns/charts/chart-frame";
import type { LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { RequestFigures } from "./request";

const AXIS = { stroke: "var(--chart-axis)", tick: { fill: "var(--ink-3)", fontSize: 12 }, tickLine: false } as const;
const STILL = { isAnimationActive: false, dot: false, activeDot: false } as const;
const HEIGHT = 148;

/** Day by day: what was open in time and over it, what came in and what was answered. The table is behind it. */
export function BurnDown({ days }: { days: RequestFigures["days"] }) {
  const t = useTranslations("privacy.page.burnDown");
  const format = useFormat();
  const data = days.map((day) => ({ ...day, inTime: Math.max(0, day.open - day.late), label: day.day.slice(5) }));
  const series = [
    { key: "inTime", label: t("inTime"), color: "var(--chart-3)" },
    { key: "late", label: t("late"), color: "var(--late-mark)" },
    { key: "received", label: t("received"), color: "var(--ink-3)" },
    { key: "ended", label: t("ended"), color: "var(--chart-1)" },
  ] as const;
  const rows = [...data]
    .reverse()
    .map((day) => [
      `${format.monthDay(day.day as LocalDate)} ${format.weekday(day.day as LocalDate)}`,
      ...series.map(({ key }) => format.count(day[key])),
    ]);
  return (
    <div className="hg-desk-picture">
      <ChartFrame
        title={t("title")}
        legend={series}
        table={{ columns: [t("day"), ...series.map(({ label }) => label)], rows }}
      >
        <ResponsiveContainer width="100%" height={HEIGHT}>
          <ComposedChart data={data} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
            <XAxis dataKey="label" {...AXIS} interval="preserveStartEnd" minTickGap={24} />
            <YAxis width={30} {...AXIS} axisLine={false} allowDecimals={false} />
            <Bar dataKey="inTime" stackId="open" fill="var(--chart-3)" isAnimationActive={false} />
            <Bar dataKey="late" stackId="open" fill="var(--late-mark)" isAnimationActive={false} />
            <Line dataKey="received" stroke="var(--ink-3)" strokeDasharray="3 2" {...STILL} />
            <Line dataKey="ended" stroke="var(--chart-1)" strokeWidth={1.5} {...STILL} />
          </ComposedChart>
        </ResponsiveContainer>
      </ChartFrame>
    </div>
  );
}
