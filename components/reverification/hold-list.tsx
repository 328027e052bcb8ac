"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { HOLD_SHARE_BP } from "@/domain/reverification/policy";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { ReverificationTabs } from "./reverification-tabs";
import { HOLD_TONE, type HoldRow } from "./review";
import { useShare } from "./use-share";

function useColumns(narrow: boolean): readonly Column<HoldRow>[] {
  const t = useTranslations("reverification.page.columns");
  const words = useTranslations("reverification");
  const format = useFormat();
  const share = useShare();
  const state: Column<HoldRow> = {
    id: "state",
    header: t("state"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        <StatusMark tone={HOLD_TONE[row.state]}>{words(`holdStates.${row.state}`)}</StatusMark>
      </span>
    ),
  };
  const kind: Column<HoldRow> = { id: "kind", header: t("kind"), cell: (row) => words(`kinds.${row.kind}`) };
  const held: Column<HoldRow> = {
    id: "held",
    header: t("held"),
    align: "end",
    cell: (row) => format.count(row.held),
  };
  if (narrow) return [state, kind, held];
  return [
    state,
    {
      id: "number",
      header: t("number"),
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number}</span>,
    },
    kind,
    held,
    {
      id: "share",
      header: t("share"),
      align: "end",
      cell: (row) => (row.customers > 0 ? format.percent(row.held / row.customers, 1) : share(row.shareBp)),
    },
    {
      id: "opened",
      header: t("opened"),
      cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.openedAt as Instant)}</span>,
    },
    {
      id: "decided",
      header: t("decided"),
      cell: (row) => (
        <span className="whitespace-nowrap">
          {row.decidedAt ? `${row.decidedBy ?? ""} ${format.dateTime(row.decidedAt as Instant)}` : "–"}
        </span>
      ),
    },
  ];
}

/** What was held for its number, open ones first. */
export function HoldList({ current, onOpen }: { current: string | null; onOpen(id: string): void }) {
  const t = useTranslations("reverification.page");
  const trpc = useTRPC();
  const share = useShare();
  const query = useQuery(trpc.reverification.holds.queryOptions({}));
  const narrow = current !== null;
  const columns = useColumns(narrow);
  const rows = query.data?.rows ?? [];
  return (
    <>
      <PageHeader title={narrow ? t("holds.list") : t("title")}>
        {narrow ? null : <ReverificationTabs current="holds" />}
      </PageHeader>
      {narrow ? null : (
        <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("holds.explain", { share: share(HOLD_SHARE_BP) })}</p>
      )}
      <Scroll label={t("holds.list")}>
        <DataTable
          label={t("holds.list")}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.number}
          onOpen={(row) => onOpen(row.id)}
          {...(current ? { current } : {})}
          instead={
            rows.length > 0 ? undefined : query.isPending ? (
              <TableSkeleton rows={8} columns={6} />
            ) : query.data ? (
              <EmptyState title={t("holds.empty.title")} text={t("holds.empty.text")} />
            ) : (
              <QueryProblem what={t("holds.failed")} error={query.error} onRetry={() => void query.refetch()} />
            )
          }
        />
      </Scroll>
    </>
  );
}
