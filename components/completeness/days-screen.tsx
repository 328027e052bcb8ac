"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { PageHeader, SectionHead } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { Loaded } from "@/components/patterns/loaded";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import { CompletenessTabs } from "./completeness-tabs";
import { type Difference, Side, useLineText } from "./difference-words";
import { StatementPanel } from "./statement-panel";
import { DAY_TONE, DIFFERENCE_TONE } from "./tones";

type Day = RouterOutputs["completeness"]["days"]["days"][number];

/** The days behind today with their tie-out, the differences found, and the door for a statement as a file. */
export function DaysScreen() {
  const t = useTranslations("completeness");
  const trpc = useTRPC();
  const can = useCan();
  const days = useQuery(trpc.completeness.days.queryOptions({}));
  const columns = useDayColumns();
  return (
    <PageLayout label={t("days.title")} header={<PageHeader title={t("days.title")} />}>
      <CompletenessTabs current="days" />
      <DifferencesSection />
      <SectionHead title={t("tabs.days")} ruled />
      <Loaded query={days} what={t("days.title")} skeleton={<TableSkeleton rows={7} columns={6} />}>
        {(data) => (
          <DataTable
            label={t("days.title")}
            columns={columns}
            rows={data.days}
            rowKey={(row) => row.date}
            rowLabel={(row) => row.date}
            instead={
              data.days.every(({ state }) => state === "waiting") ? (
                <EmptyState title={t("days.empty")} text={t("days.emptyHint")} />
              ) : undefined
            }
          />
        )}
      </Loaded>
      {can("completeness.import") ? <StatementPanel /> : null}
    </PageLayout>
  );
}

function useDayColumns(): readonly Column<Day>[] {
  const t = useTranslations("completeness.days");
  const format = useFormat();
  const count = (value: number | null) => (value === null ? NOTHING : format.count(value));
  return [
    { id: "date", header: t("date"), cell: (row) => row.date },
    {
      id: "state",
      header: t("state"),
      cell: (row) => <StatusMark tone={DAY_TONE[row.state]}>{t(`states.${row.state}`)}</StatusMark>,
    },
    { id: "core", header: t("core"), align: "end", cell: (row) => count(row.coreCount) },
    { id: "ours", header: t("ours"), align: "end", cell: (row) => count(row.ourCount) },
    { id: "differences", header: t("differences"), align: "end", cell: (row) => count(row.differences) },
    {
      id: "source",
      header: t("source"),
      cell: (row) => (row.source ? t(`sources.${row.source}`) : NOTHING),
      optional: true,
    },
    {
      id: "tiedAt",
      header: t("tiedAt"),
      cell: (row) => (row.tiedAt ? format.dateTime(row.tiedAt as Instant) : NOTHING),
      optional: true,
    },
  ];
}

function DifferencesSection() {
  const t = useTranslations("completeness.differences");
  const trpc = useTRPC();
  const router = useRouter();
  const query = useQuery(trpc.completeness.differences.queryOptions({}));
  const columns = useDifferenceColumns();
  return (
    <>
      <SectionHead title={t("title")} />
      <Loaded query={query} what={t("title")} skeleton={<TableSkeleton rows={3} columns={6} />}>
        {(data) => (
          <DataTable
            label={t("title")}
            columns={columns}
            rows={data.differences}
            rowKey={(row) => row.id}
            rowLabel={(row) => t("open", { number: row.number })}
            onOpen={(row) => router.push(`/completeness/differences/${row.id}`)}
            leading
            instead={
              data.differences.length === 0 ? <EmptyState title={t("empty")} text={t("emptyHint")} /> : undefined
            }
          />
        )}
      </Loaded>
    </>
  );
}

function useDifferenceColumns(): readonly Column<Difference>[] {
  const t = useTranslations("completeness");
  const line = useLineText();
  return [
    { id: "number", header: t("differences.number"), cell: (row) => <span className="hg-mono">{row.number}</span> },
    { id: "date", header: t("days.date"), cell: (row) => row.date },
    { id: "line", header: t("differences.line"), cell: (row) => line(row) },
    { id: "kind", header: t("differences.kind"), cell: (row) => t(`differences.kinds.${row.kind}`) },
    {
      id: "gap",
      header: t("differences.gap"),
      align: "end",
      cell: (row) => (
        <Side
          currency={row.currency}
          count={row.coreCount - row.ourCount}
          minor={String(BigInt(row.coreMinor) - BigInt(row.ourMinor))}
        />
      ),
    },
    {
      id: "state",
      header: t("differences.state"),
      cell: (row) => (
        <StatusMark tone={DIFFERENCE_TONE[row.state]}>
          {row.reason ? t(`differences.reasons.${row.reason}`) : t(`differences.states.${row.state}`)}
        </StatusMark>
      ),
    },
  ];
}
