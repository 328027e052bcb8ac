"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Histogram } from "@/components/patterns/charts/charts";
import { PageHeader, SectionHead } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState, NoPermission } from "@/components/patterns/states";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import { LossesTabs } from "./losses-tabs";

type Figures = RouterOutputs["losses"]["figures"];

/** Time to protect by month, and who stopped accounts for callers nobody knew. */
export function LossFigures() {
  const can = useCan();
  return can("losses.read") ? <Sheet /> : <NoPermission />;
}

function Sheet() {
  const t = useTranslations("losses.page");
  const trpc = useTRPC();
  const query = useQuery(trpc.losses.figures.queryOptions({}));
  return (
    <PageLayout
      label={t("figures.title")}
      header={
        <PageHeader title={t("title")}>
          <LossesTabs current="figures" />
        </PageHeader>
      }
    >
      {query.isPending ? <TableSkeleton rows={8} columns={6} /> : null}
      {query.isError ? (
        <QueryProblem what={t("figures.failed")} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data?.months.length === 0 ? (
        <EmptyState title={t("figures.empty.title")} text={t("figures.empty.text")} />
      ) : null}
      {query.data && query.data.months.length > 0 ? <Months figures={query.data} /> : null}
    </PageLayout>
  );
}

function Months({ figures }: { figures: Figures }) {
  const t = useTranslations("losses.page.figures");
  const format = useFormat();
  const seconds = (value: number | null) => (value === null ? "–" : String(value));
  return (
    <>
      <Trend months={figures.months} />
      <SectionHead title={t("title")} note={t("note")} ruled={figures.months.length > 1} />
      <div className="hg-loss-figures">
        <table className="hg-table">
          <thead>
            <tr>
              <th>{t("month")}</th>
              <th className="text-end">{t("reports")}</th>
              <th className="text-end">{t("p50")}</th>
              <th className="text-end">{t("p95")}</th>
              <th className="text-end">{t("unverified")}</th>
              <th className="text-end">{t("late")}</th>
            </tr>
          </thead>
          <tbody>
            {figures.months.map((one) => (
              <tr key={one.month}>
                <td>{one.month}</td>
                <td className="text-end">{format.count(one.reports)}</td>
                <td className="text-end">{seconds(one.p50)}</td>
                <td className="text-end">{seconds(one.p95)}</td>
                <td className="text-end">{format.count(one.unverified)}</td>
                <td className="text-end">{format.count(one.late)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <SectionHead title={t("colleagues")} note={t("colleaguesNote")} ruled />
      {figures.colleagues.length === 0 ? <p className="hg-small hg-ink-3 px-(--gutter)">{t("none")}</p> : null}
      <ul className="hg-entries hg-loss-colleagues">
        {figures.colleagues.map((one) => (
          <li key={one.name}>
            <span className="hg-grow">{one.name}</span>
            <span className="tabular-nums">{t("stops", { count: one.unverified })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The median by month, the earliest first; one month alone is no trend. */
function Trend({ months }: { months: Figures["months"] }) {
  const t = useTranslations("losses.page.figures");
  if (months.length < 2) return null;
  return (
    <div className="hg-loss-trend">
      <Histogram
        title={t("byMonth")}
        axis={t("month")}
        countLabel={t("p50")}
        bins={months.map(({ month, p50 }) => ({ label: month, count: p50 ?? 0 })).reverse()}
        height={140}
      />
    </div>
  );
}
