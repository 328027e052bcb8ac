"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/patterns/banner";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { epochMilliseconds, type Instant } from "@/domain/shared/time";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";

type Run = RouterOutputs["operations"]["runs"]["runs"][number];

/** Backups, restores and drills, the failed ones with their reason; says when the last good ones are too old. */
export function RunsSection() {
  const t = useTranslations("operations.runs");
  const trpc = useTRPC();
  const query = useQuery(trpc.operations.runs.queryOptions({}));
  const columns = useColumns();
  if (query.isPending) return <TableSkeleton rows={4} columns={6} />;
  if (!query.data) {
    return <QueryProblem what={t("title")} error={query.error} onRetry={() => void query.refetch()} />;
  }
  const { late, runs } = query.data;
  return (
    <>
      <SectionHead title={t("title")} />
      {late.backup && runs.length > 0 ? <Banner tone="late">{t("backupLate")}</Banner> : null}
      {late.drill && runs.length > 0 ? <Banner tone="late">{t("drillLate")}</Banner> : null}
      <DataTable
        label={t("title")}
        columns={columns}
        rows={runs}
        rowKey={(row) => row.id}
        rowLabel={(row) => t(`kinds.${row.kind}`)}
        instead={runs.length === 0 ? <EmptyState title={t("empty")} text={t("emptyHint")} /> : undefined}
      />
    </>
  );
}

function useColumns(): readonly Column<Run>[] {
  const t = useTranslations("operations.runs");
  const format = useFormat();
  const seconds = (row: Run) =>
    (epochMilliseconds(row.finishedAt as Instant) - epochMilliseconds(row.startedAt as Instant)) / 1000;
  return [
    { id: "kind", header: t("kind"), cell: (row) => t(`kinds.${row.kind}`), width: "100px" },
    {
      id: "outcome",
      header: t("outcome"),
      cell: (row) => (
        <StatusMark tone={row.outcome === "done" ? "done" : "late"}>
          {row.failureCode ? t(`failures.${row.failureCode}`) : t(`outcomes.${row.outcome}`)}
        </StatusMark>
      ),
    },
    { id: "startedAt", header: t("startedAt"), cell: (row) => format.dateTime(row.startedAt as Instant) },
    { id: "took", header: t("took"), align: "end", cell: (row) => format.duration(seconds(row)) },
    {
      id: "rows",
      header: t("rows"),
      align: "end",
      optional: true,
      cell: (row) => (row.rows === null ? NOTHING : format.count(row.rows)),
    },
    {
      id: "bytes",
      header: t("bytes"),
      align: "end",
      optional: true,
      cell: (row) => (row.bytes === null ? NOTHING : format.bytes(row.bytes)),
    },
    { id: "keys", header: t("keys"), cell: (row) => t(row.withKeys ? "withKeys" : "withoutKeys") },
  ];
}
