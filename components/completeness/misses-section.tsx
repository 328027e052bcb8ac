"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { SectionHead } from "@/components/patterns/headers";
import { Loaded } from "@/components/patterns/loaded";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { epochMilliseconds, type Instant } from "@/domain/shared/time";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";

type Miss = RouterOutputs["completeness"]["misses"]["misses"][number];

/** What did not run in time, with how long and why. */
export function MissesSection() {
  const t = useTranslations("completeness.misses");
  const trpc = useTRPC();
  const router = useRouter();
  const query = useQuery(trpc.completeness.misses.queryOptions({}));
  const columns = useColumns();
  return (
    <>
      <SectionHead title={t("title")} ruled />
      <Loaded query={query} what={t("title")} skeleton={<TableSkeleton rows={3} columns={5} />}>
        {(data) => (
          <DataTable
            label={t("title")}
            columns={columns}
            rows={data.misses}
            rowKey={(row) => row.id}
            rowLabel={(row) => t("open", { number: row.number })}
            onOpen={(row) => router.push(`/completeness/misses/${row.id}`)}
            instead={data.misses.length === 0 ? <EmptyState title={t("empty")} text={t("emptyHint")} /> : undefined}
          />
        )}
      </Loaded>
    </>
  );
}

function useColumns(): readonly Column<Miss>[] {
  const t = useTranslations("completeness");
  const format = useFormat();
  const lasted = (row: Miss) => {
    if (row.ranAgainAt === null) return <StatusMark tone="late">{t("misses.still")}</StatusMark>;
    const from = row.lastDoneAt ?? row.alarmAt;
    return format.duration((epochMilliseconds(row.ranAgainAt as Instant) - epochMilliseconds(from as Instant)) / 1000);
  };
  return [
    { id: "number", header: t("misses.number"), cell: (row) => <span className="hg-mono">{row.number}</span> },
    { id: "control", header: t("misses.control"), cell: (row) => t(`controls.${row.control}`) },
    { id: "found", header: t("misses.found"), cell: (row) => format.dateTime(row.foundAt as Instant) },
    { id: "lasted", header: t("misses.lasted"), cell: lasted },
    {
      id: "reason",
      header: t("misses.reason"),
      cell: (row) =>
        row.reason ? t(`misses.reasons.${row.reason}`) : row.ranAgainAt ? NOTHING : t("misses.unexplained"),
    },
  ];
}
