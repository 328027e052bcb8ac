"use client";

import { useTranslations } from "next-intl";
import { Masked } from "@/components/customers/masked";
import type { Column } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import type { ListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { TabLinks } from "@/components/patterns/tab-links";
import { ELECTRONIC_ACTS } from "@/domain/orders/electronic/messages";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { ListQuery } from "@/lib/use-list-query";
import {
  ELECTRONIC_PATH,
  ELECTRONIC_TONE,
  ELECTRONIC_VIEWS,
  type ElectronicRow,
  type ElectronicView,
  electronicView,
} from "./electronic";
import { OrderTabs } from "./order-tabs";

type Props = { url: ListUrl; list: ListQuery<ElectronicRow>; current: string | null; onOpen(id: string): void };

function useColumns(narrow: boolean): readonly Column<ElectronicRow>[] {
  const t = useTranslations("orders.electronic");
  const format = useFormat();
  const moment = (at: string | null) => (
    <span className="hg-small whitespace-nowrap">{at ? format.dateTime(at as Instant) : t("item.none")}</span>
  );
  const state: Column<ElectronicRow> = {
    id: "state",
    header: t("list.columns.state"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        <StatusMark tone={ELECTRONIC_TONE[row.state]}>{t(`states.${row.state}`)}</StatusMark>
      </span>
    ),
  };
  const number: Column<ElectronicRow> = {
    id: "number",
    header: t("list.columns.number"),
    cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number}</span>,
  };
  const act: Column<ElectronicRow> = {
    id: "act",
    header: t("list.columns.act"),
    cell: (row) => <span className="whitespace-nowrap">{t(`acts.${row.act}`)}</span>,
  };
  if (narrow) return [state, act, number];
  return [
    state,
    number,
    act,
    { id: "authority", header: t("list.columns.authority"), cell: (row) => row.authority },
    {
      id: "caseNumber",
      header: t("list.columns.caseNumber"),
      cell: (row) => <span className="hg-small whitespace-nowrap">{row.caseNumber}</span>,
    },
    {
      id: "customer",
      header: t("list.columns.customer"),
      cell: ({ customer }) => (
        <span className="whitespace-nowrap">
          {customer?.name ? <Masked value={customer.name} /> : (customer?.number ?? t("item.none"))}
        </span>
      ),
    },
    {
      id: "lapsesAt",
      header: t("list.columns.lapses"),
      sortable: true,
      align: "end",
      cell: (row) => moment(row.endedAt ?? row.lapsesAt),
    },
    {
      id: "receivedAt",
      header: t("list.columns.received"),
      sortable: true,
      align: "end",
      cell: (row) => moment(row.receivedAt),
    },
  ];
}

/** Orders of the platform by state; those a person must match are one view. */
export function ElectronicList({ url, list, current, onOpen }: Props) {
  const t = useTranslations("orders.electronic");
  const format = useFormat();
  const columns = useColumns(current !== null);
  const view = electronicView(url.filters.state);
  const tabs = (Object.keys(ELECTRONIC_VIEWS) as ElectronicView[]).map((id) => ({
    id,
    label: t(`list.views.${id}`),
    href: `${ELECTRONIC_PATH}${ELECTRONIC_VIEWS[id] ? `?state=${ELECTRONIC_VIEWS[id]}` : ""}`,
    ...(id === view && list.total ? { count: format.capped(list.total.count, list.total.capped) } : {}),
  }));
  const fields: readonly FilterField[] = [
    {
      kind: "enum",
      key: "act",
      label: t("list.columns.act"),
      options: ELECTRONIC_ACTS.map((value) => ({ value, label: t(`acts.${value}`) })),
    },
    { kind: "date-range", key: "received", label: t("list.columns.received") },
  ];
  const { state: _state, ...others } = url.filters;
  return (
    <>
      <PageHeader title={t("title")}>
        {current ? null : <OrderTabs current="platform" />}
        {current ? null : <span className="h-4 border-(--line) border-l" aria-hidden="true" />}
        <TabLinks label={t("list.viewsLabel")} tabs={tabs} current={view} />
      </PageHeader>
      {current ? null : <FilterBar url={url} fields={fields} />}
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
          instead={
            <InsteadOfRows
              list={list}
              url={url}
              what={t("list.failed")}
              chips={filterChips(fields, others)}
              empty={<EmptyState title={t("list.empty.title")} text={t("list.empty.text")} />}
            />
          }
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} />
    </>
  );
}
