"use client";

import { useTranslations } from "next-intl";
import { CompositionBar, Sparkline } from "@/components/patterns/charts/charts";
import type { Figure } from "@/domain/overview/schema";
import { STANDINGS, type Standing } from "@/domain/worklist/standing";
import { useFormat } from "@/lib/format/use-format";
import { FigureLink } from "./figure";
import { Nothing, SheetSection } from "./section";
import type { Summary } from "./summary";

const COLORS: Readonly<Record<Standing, string>> = {
  late: "var(--late-mark)",
  today: "var(--wait-mark)",
  next: "var(--chart-2)",
  soon: "var(--chart-3)",
  later: "var(--chart-4)",
  undated: "var(--line-strong)",
};

const TONES: Partial<Record<Standing, "late" | "wait">> = { late: "late", today: "wait" };

type Counts = { open: Figure; standings: Record<Standing, Figure> };

/** Open work by kind: what is late, due today and later, how much of each, and whether it grows. */
export function WorkSection({ work }: { work: Summary["work"] }) {
  const t = useTranslations("overview");
  const shown = STANDINGS.filter((name) => name !== "undated" || work.total.standings.undated.count > 0);
  const most = Math.max(1, ...work.kinds.map((kind) => kind.open.count));
  const legend = shown.map((name) => (
    <span key={name} className="hg-legend">
      <i style={{ background: COLORS[name] }} aria-hidden="true" />
      {t(`standingLegend.${name}`)}
    </span>
  ));
  return (
    <SheetSection title={t("work.title")} note={t("work.note")} aside={legend} wide>
      <div className="hg-table-box">
        <table className="hg-table hg-sheet-table hg-work-table" aria-label={t("work.title")}>
          <thead>
            <tr>
              <th scope="col">{t("work.kind")}</th>
              <th scope="col" className="hg-num">
                {t("work.open")}
              </th>
              {shown.map((name) => (
                <th key={name} scope="col" className="hg-num">
                  {t(`standings.${name}`)}
                </th>
              ))}
              <th scope="col" className="hg-wide">
                {t("work.composition")}
              </th>
              <th scope="col" className="hg-num hg-trend">
                {t("work.trend")}
              </th>
            </tr>
          </thead>
          <tbody>
            {work.kinds.map((kind) => (
              <KindRow key={kind.kind} kind={kind} shown={shown} most={most} />
            ))}
          </tbody>
          <tfoot>
            <TotalRow work={work} shown={shown} />
          </tfoot>
        </table>
      </div>
      {work.total.open.count === 0 ? <Nothing>{t("work.empty")}</Nothing> : null}
    </SheetSection>
  );
}

function KindRow(props: { kind: Summary["work"]["kinds"][number]; shown: readonly Standing[]; most: number }) {
  const t = useTranslations();
  const { kind, shown, most } = props;
  const name = t(`worklist.kinds.${kind.kind}`);
  return (
    <tr>
      <th scope="row">{name}</th>
      <Cells name={name} counts={kind} shown={shown} />
      <td className="hg-wide">
        <CompositionBar parts={partsOf(kind, shown)} most={most} />
      </td>
      <Trend name={name} trend={kind.trend} change={kind.weekChange} />
    </tr>
  );
}

function TotalRow({ work, shown }: { work: Summary["work"]; shown: readonly Standing[] }) {
  const t = useTranslations("overview");
  const days = work.kinds[0]?.trend.length ?? 0;
  const trend = Array.from({ length: days }, (_, day) =>
    work.kinds.reduce((sum, kind) => sum + (kind.trend[day] ?? 0), 0),
  );
  const change = work.kinds.reduce((sum, kind) => sum + kind.weekChange, 0);
  const name = t("work.total");
  return (
    <tr>
      <th scope="row">{name}</th>
      <Cells name={name} counts={work.total} shown={shown} />
      <td className="hg-wide">
        <CompositionBar parts={partsOf(work.total, shown)} most={Math.max(1, work.total.open.count)} />
      </td>
      <Trend name={name} trend={trend} change={change} />
    </tr>
  );
}

function partsOf(counts: Counts, shown: readonly Standing[]) {
  return shown.map((id) => ({ id, value: counts.standings[id].count, color: COLORS[id] }));
}

function Cells({ name, counts, shown }: { name: string; counts: Counts; shown: readonly Standing[] }) {
  const t = useTranslations("overview");
  return (
    <>
      <td className="hg-num">
        <FigureLink of={counts.open} label={`${name} ${t("work.open")}`} />
      </td>
      {shown.map((standing) => (
        <td key={standing} className="hg-num">
          <FigureLink
            of={counts.standings[standing]}
            label={`${name} ${t(`standings.${standing}`)}`}
            tone={TONES[standing]}
          />
        </td>
      ))}
    </>
  );
}

function Trend({ name, trend, change }: { name: string; trend: readonly number[]; change: number }) {
  const t = useTranslations("overview.work");
  const format = useFormat();
  const label = t("trendLabel", {
    kind: name,
    from: format.count(trend[0] ?? 0),
    to: format.count(trend.at(-1) ?? 0),
  });
  return (
    <td className="hg-num hg-trend">
      <Sparkline values={trend} label={label} />
      <span className="hg-delta">{format.delta(change)}</span>
    </td>
  );
}
