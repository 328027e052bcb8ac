"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/patterns/banner";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { PageHeader } from "@/components/patterns/headers";
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
import { CompletenessTabs } from "./completeness-tabs";
import { ANCHOR_TONE } from "./tones";

type Anchor = RouterOutputs["completeness"]["anchors"]["anchors"][number];

/** Signed tree heads left with somebody outside, latest first, with what the receiver gave back. */
export function AnchorsScreen() {
  const t = useTranslations("completeness.anchors");
  const trpc = useTRPC();
  const query = useQuery(trpc.completeness.anchors.queryOptions({}));
  const columns = useColumns();
  return (
    <PageLayout label={t("title")} header={<PageHeader title={t("title")} />}>
      <CompletenessTabs current="anchors" />
      {query.data && query.data.targets.length === 0 && query.data.anchors.length > 0 ? (
        <Banner tone="late">{t("none")}</Banner>
      ) : null}
      <Loaded query={query} what={t("title")} skeleton={<TableSkeleton rows={6} columns={6} />}>
        {(data) => (
          <DataTable
            label={t("title")}
            columns={columns}
            rows={data.anchors}
            rowKey={(row) => row.id}
            rowLabel={(row) => `${row.log} ${row.treeSize}`}
            leading
            instead={data.anchors.length === 0 ? <Nothing none={data.targets.length === 0} /> : undefined}
          />
        )}
      </Loaded>
    </PageLayout>
  );
}

function Nothing({ none }: { none: boolean }) {
  const t = useTranslations("completeness.anchors");
  return none ? (
    <EmptyState title={t("none")} text={t("noneHint")} />
  ) : (
    <EmptyState title={t("empty")} text={t("emptyHint")} />
  );
}

function useColumns(): readonly Column<Anchor>[] {
  const t = useTranslations("completeness.anchors");
  const format = useFormat();
  return [
    { id: "madeAt", header: t("madeAt"), cell: (row) => format.dateTime(row.madeAt as Instant) },
    { id: "log", header: t("log"), cell: (row) => <span className="hg-mono">{row.log}</span> },
    { id: "size", header: t("size"), align: "end", cell: (row) => format.count(row.treeSize) },
    { id: "target", header: t("target"), cell: (row) => t(`targets.${row.target}`) },
    {
      id: "state",
      header: t("state"),
      cell: (row) => <StatusMark tone={ANCHOR_TONE[row.state]}>{t(`states.${row.state}`)}</StatusMark>,
    },
    {
      id: "receipt",
      header: t("receipt"),
      cell: (row) => <span className="hg-mono hg-clip">{row.receipt ?? NOTHING}</span>,
      optional: true,
    },
  ];
}
