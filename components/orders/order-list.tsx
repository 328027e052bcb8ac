"use client";

import { FilePlus2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Masked } from "@/components/customers/masked";
import type { Column } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import type { ListUrl } from "@/components/patterns/data-table/list-url";
import { ExportRegister } from "@/components/patterns/export-register";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { Money } from "@/components/patterns/money";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { TabLinks } from "@/components/patterns/tab-links";
import { ButtonLink } from "@/components/ui/button";
import { ACTS, AUTHORITIES } from "@/domain/orders/model";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import type { ListQuery } from "@/lib/use-list-query";
import { OrderTabs } from "./order-tabs";
import { OrderEnd, OrderTerm } from "./order-term";
import {
  NEW_ORDER_PATH,
  ORDER_TONE,
  ORDER_VIEWS,
  ORDERS_PATH,
  type OrderRow,
  type OrderView,
  orderView,
} from "./orders";
import { OrdersOverview } from "./orders-overview";

type Props = { url: ListUrl; list: ListQuery<OrderRow>; current: string | null; onOpen(id: string): void };

function useColumns(narrow: boolean): readonly Column<OrderRow>[] {
  const t = useTranslations("orders.page.list");
  const labels = useTranslations("orders.labels");
  const format = useFormat();
  const state: Column<OrderRow> = {
    id: "state",
    header: t("columns.state"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        <StatusMark tone={ORDER_TONE[row.state]}>{labels(`state.${row.state}`)}</StatusMark>
      </span>
    ),
  };
  const authority: Column<OrderRow> = {
    id: "authority",
    header: t("columns.authority"),
    cell: (row) => (
      <span className="hg-clip">
        {row.authorityName} <span className="hg-ink-3">{labels(`act.${row.act}`)}</span>
      </span>
    ),
  };
  const ends: Column<OrderRow> = {
    id: "endsAt",
    header: t("columns.ends"),
    sortable: true,
    align: "end",
    cell: (row) => (narrow ? <OrderTerm order={row} /> : <OrderEnd order={row} />),
  };
  if (narrow) return [state, authority, ends];
  return [
    state,
    {
      id: "number",
      header: t("columns.number"),
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number}</span>,
    },
    authority,
    {
      id: "customer",
      header: t("columns.customer"),
      cell: ({ customer }) => (customer?.name ? <Masked value={customer.name} /> : (customer?.number ?? "–")),
    },
    {
      id: "account",
      header: t("columns.account"),
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.accountNumber ?? "–"}</span>,
    },
    {
      id: "amount",
      header: t("columns.amount"),
      align: "end",
      cell: (row) =>
        row.amountMinor === null ? "–" : <Money amount={{ minor: row.amountMinor, currency: row.currency ?? "CNY" }} />,
    },
    {
      id: "receivedAt",
      header: t("columns.received"),
      sortable: true,
      align: "end",
      cell: (row) => <span className="hg-small whitespace-nowrap">{format.dateTime(row.receivedAt as Instant)}</span>,
    },
    ends,
  ];
}

/** The views as tabs: beside an open order only the one that is shown, and what stands. */
function narrowed<T extends { id: OrderView }>(tabs: readonly T[], view: OrderView, current: string | null) {
  return current === null ? tabs : tabs.filter(({ id }) => id === "standing" || id === view);
}

/** The register of orders, what stands unless asked otherwise. */
export function OrderList({ url, list, current, onOpen }: Props) {
  const t = useTranslations("orders.page");
  const labels = useTranslations("orders.labels");
  const format = useFormat();
  const can = useCan();
  const client = useTRPCClient();
  const columns = useColumns(current !== null);
  const view = orderView(url.filters.state);
  const tabs = (Object.keys(ORDER_VIEWS) as OrderView[]).map((id) => ({
    id,
    label: t(`list.views.${id}`),
    href: `${ORDERS_PATH}${id === "standing" ? "" : `?state=${ORDER_VIEWS[id]}`}`,
    ...(id === view && list.total ? { count: format.capped(list.total.count, list.total.capped) } : {}),
  }));
  const fields: readonly FilterField[] = [
    {
      kind: "enum",
      key: "authority",
      label: t("list.filters.authority"),
      options: AUTHORITIES.map((value) => ({ value, label: labels(`authority.${value}`) })),
    },
    {
      kind: "enum",
      key: "act",
      label: t("list.filters.act"),
      options: ACTS.map((value) => ({ value, label: labels(`act.${value}`) })),
    },
    { kind: "date-range", key: "received", label: t("list.columns.received") },
    { kind: "date-range", key: "ends", label: t("list.columns.ends") },
  ];
  const { state: _state, ...others } = url.filters;
  const search: FilterField = { kind: "text", key: "number", label: t("list.columns.number") };
  return (
    <>
      <PageHeader title={t("title")}>
        {current ? null : <OrderTabs current="counter" />}
        {current ? null : <span className="h-4 border-(--line) border-l" aria-hidden="true" />}
        <TabLinks label={t("list.viewsLabel")} tabs={narrowed(tabs, view, current)} current={view} />
        {current ? null : (
          <>
            {can("orders.export") ? (
              <ExportRegister mutate={client.orders.exportRegister.mutate} of="orders" label={t("export")} />
            ) : null}
            {can("orders.register") ? (
              <ButtonLink small variant="primary" icon={FilePlus2} href={NEW_ORDER_PATH}>
                {t("register")}
              </ButtonLink>
            ) : null}
          </>
        )}
      </PageHeader>
      {current ? null : <OrdersOverview />}
      {current ? null : <FilterBar url={url} fields={fields} search={search} />}
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
              chips={filterChips([...fields, search], others)}
              empty={<EmptyState title={t("list.empty.title")} text={t("list.empty.text")} />}
            />
          }
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} />
    </>
  );
}
