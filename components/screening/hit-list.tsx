"use client";

import { useTranslations } from "next-intl";
import { Masked } from "@/components/customers/masked";
import type { Column } from "@/components/patterns/data-table/data-table";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import type { ListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { TabLinks } from "@/components/patterns/tab-links";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { ListQuery } from "@/lib/use-list-query";
import { ListsPanel } from "./lists-panel";
import { HIT_TONE, HIT_VIEWS, type HitRow, type HitView, hitView, SCREENING_PATH } from "./screening";

type Props = { url: ListUrl; list: ListQuery<HitRow>; current: string | null; onOpen(id: string): void };

function useColumns(narrow: boolean): readonly Column<HitRow>[] {
  const t = useTranslations("screening");
  const format = useFormat();
  const state: Column<HitRow> = {
    id: "state",
    header: t("page.list.columns.state"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        <StatusMark tone={HIT_TONE[row.state]}>{t(`labels.state.${row.state}`)}</StatusMark>
      </span>
    ),
  };
  const customer: Column<HitRow> = {
    id: "customer",
    header: t("page.list.columns.customer"),
    cell: ({ customer: { name, number } }) => (
      <span className="whitespace-nowrap">{name ? <Masked value={name} /> : number}</span>
    ),
  };
  if (narrow) return [state, customer];
  return [
    state,
    {
      id: "number",
      header: t("page.list.columns.number"),
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number}</span>,
    },
    customer,
    {
      id: "entry",
      header: t("page.list.columns.entry"),
      cell: (row) => (
        <span>
          {row.entryName} <span className="hg-mono hg-small hg-ink-3">{row.entryReference}</span>
        </span>
      ),
    },
    {
      id: "matched",
      header: t("page.list.columns.matched"),
      cell: (row) => row.matchedOn.map((on) => t(`labels.matched.${on}`)).join(" · "),
    },
    {
      id: "openedAt",
      header: t("page.list.columns.opened"),
      sortable: true,
      align: "end",
      cell: (row) => <span className="hg-small whitespace-nowrap">{format.dateTime(row.openedAt as Instant)}</span>,
    },
  ];
}

/** Hits by state, those that stand unless asked otherwise, under the lists they come from. */
export function HitList({ url, list, current, onOpen }: Props) {
  const t = useTranslations("screening.page");
  const format = useFormat();
  const columns = useColumns(current !== null);
  const view = hitView(url.filters.state);
  const tabs = (Object.keys(HIT_VIEWS) as HitView[]).map((id) => ({
    id,
    label: t(`list.views.${id}`),
    href: `${SCREENING_PATH}${id === "standing" ? "" : `?state=${HIT_VIEWS[id]}`}`,
    ...(id === view && list.total ? { count: format.capped(list.total.count, list.total.capped) } : {}),
  }));
  return (
    <>
      <PageHeader title={t("title")}>
        <TabLinks label={t("list.viewsLabel")} tabs={current ? tabs.slice(0, 2) : tabs} current={view} />
      </PageHeader>
      {current ? null : <ListsPanel />}
      <Scroll label={t("list.label")}>
        <ListRows
          label={t("list.label")}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.number}
          onOpen={(row) => onOpen(row.id)}
          current={current}
          url={url}
          instead={<Instead list={list} />}
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} />
    </>
  );
}

function Instead({ list }: { list: ListQuery<HitRow> }) {
  const t = useTranslations("screening.page.list");
  if (list.loading) return <TableSkeleton rows={8} columns={6} />;
  if (list.error) return <QueryProblem what={t("failed")} error={list.error} onRetry={list.retry} />;
  return <EmptyState title={t("empty.title")} text={t("empty.text")} />;
}
