"use client";
import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  ComposedChart,
  LabelList,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from "recharts";
import { useFormat } from "@/lib/format/use-format";
import { ChartFrame } from "./chart-frame";

const AXIS = { stroke: "var(--chart-axis)", tick: { fill: "var(--ink-3)", fontSize: 12 }, tickLine: false } as const;
const STILL = { isAnimationActive: false } as const;
const MARGIN = { top: 16, right: 8, bottom: 0, left: 0 } as const;

/** A figure's last days as a line, its end marked. `label` says what a reader would see: the trend in words. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const most = Math.max(...values, 0);
  const least = Math.min(...values, most);
  const x = (index: number) => (values.length < 2 ? 36 : 2 + (index / (values.length - 1)) * 66);
  const y = (value: number) => (most === least ? 9 : 15 - ((value - least) / (most - least)) * 12);
  const last = values[values.length - 1];
  return (
    <svg className="hg-spark" viewBox="0 0 72 18" role="img" aria-label={label}>
      <polyline
        points={values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(" ")}
        fill="none"
        stroke="var(--ink-2)"
        strokeWidth="1"
      />
      {last === undefined ? null : <circle cx={x(values.length - 1)} cy={y(last)} r="2" fill="var(--ink-1)" />}
    </svg>
  );
}

export type Series = { key: string; label: string; color: string };
export type Bucket = { label: string } & Readonly<Record<string, string | number>>;

/** Under which a bucket's sum stands in the chart's data. */
const TOTAL = "sum of all";

const number = (value: string | number | undefined) => Number(value ?? 0);

/**
 * Quantities by bucket, stacked by kind; `lineAfter` draws a limit after that bucket, `totals` prints each bucket's sum.
 * `hrefOf` leads from a cell of the table behind it (column 0 is the bucket's name) to its rows.
 */
export function StackedBars(props: {
  title: string;
  axis: string;
  series: readonly Series[];
  buckets: readonly Bucket[];
  lineAfter?: { label: string; bucket: string };
  totals?: boolean;
  hrefOf?: (row: number, column: number) => string | undefined;
  height?: number;
}) {
  const format = useFormat();
  const sumOf = (bucket: Bucket) => props.series.reduce((sum, series) => sum + number(bucket[series.key]), 0);
  const data = props.buckets.map((bucket) => ({ ...bucket, [TOTAL]: sumOf(bucket) }));
  const rows = props.buckets.map((bucket) => [
    bucket.label,
    ...props.series.map((series) => format.count(number(bucket[series.key]))),
  ]);
  return (
    <ChartFrame
      title={props.title}
      legend={props.series}
      table={{ columns: [props.axis, ...props.series.map((series) => series.label)], rows, hrefOf: props.hrefOf }}
    >
      <ResponsiveContainer width="100%" height={props.height ?? 220}>
        <ComposedChart data={data} margin={MARGIN} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
          <XAxis dataKey="label" {...AXIS} />
          <YAxis width={36} {...AXIS} axisLine={false} allowDecimals={false} />
          {props.series.map((series) => (
            <Bar key={series.key} dataKey={series.key} stackId="all" fill={series.color} maxBarSize={40} {...STILL} />
          ))}
          {props.totals ? (
            <Line dataKey={TOTAL} stroke="none" dot={false} activeDot={false} {...STILL}>
              <LabelList
                dataKey={TOTAL}
                position="top"
                fill="var(--ink-2)"
                formatter={(sum) => (Number(sum) > 0 ? format.count(Number(sum)) : "")}
              />
            </Line>
          ) : null}
          {props.lineAfter ? (
            <ReferenceLine
              x={props.lineAfter.bucket}
              position="end"
              stroke="var(--late-mark)"
              strokeDasharray="3 3"
              label={{ value: props.lineAfter.label, fill: "var(--late)", fontSize: 12, position: "insideTopRight" }}
            />
          ) : null}
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

/** How many fall into each bin; bins at or over the line stand out. */
export function Histogram(props: {
  title: string;
  axis: string;
  countLabel: string;
  bins: readonly { label: string; count: number; over?: boolean }[];
  line?: { label: string; bin: string };
  height?: number;
}) {
  const format = useFormat();
  return (
    <ChartFrame
      title={props.title}
      table={{
        columns: [props.axis, props.countLabel],
        rows: props.bins.map((bin) => [bin.label, format.count(bin.count)]),
      }}
    >
      <ResponsiveContainer width="100%" height={props.height ?? 160}>
        <BarChart data={[...props.bins]} margin={MARGIN} barCategoryGap={1} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
          <XAxis dataKey="label" {...AXIS} interval="preserveStartEnd" />
          <YAxis width={36} {...AXIS} axisLine={false} allowDecimals={false} />
          <Bar dataKey="count" {...STILL}>
            {props.bins.map((bin) => (
              <Cell key={bin.label} fill={bin.over ? "var(--chart-1)" : "var(--chart-3)"} />
            ))}
          </Bar>
          {props.line ? (
            <ReferenceLine
              x={props.line.bin}
              position="start"
              stroke="var(--ink-1)"
              label={{ value: props.line.label, fill: "var(--ink-2)", fontSize: 12, position: "insideTopLeft" }}
            />
          ) : null}
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

/** Parts of a whole as one thin bar, its length relative to `most`. Decorative beside the figures it repeats. */
export function CompositionBar(props: {
  parts: readonly { id: string; value: number; color: string }[];
  most: number;
}) {
  return (
    <span className="hg-composition" aria-hidden="true">
      {props.parts
        .filter((part) => part.value > 0)
        .map((part) => (
          <i
            key={part.id}
            style={{ width: `${(part.value / Math.max(1, props.most)) * 100}%`, background: part.color }}
          />
        ))}
    </span>
  );
}
