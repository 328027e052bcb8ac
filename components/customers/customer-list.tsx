"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { Column } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import { type ListUrl, useListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { ButtonLink } from "@/components/ui/button";
import { CUSTOMER_KINDS, CUSTOMER_STATUSES, customersList } from "@/domain/customers/schema";
import { useFormat } from "@/lib/format/use-format";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { type ListQuery, useListQuery } from "@/lib/use-list-query";
import type { CustomerRow } from "./customer";
import { CustomerSearch } from "./customer-search";
import { Masked } from "./masked";
import { CUSTOMERS_PATH, CUSTOMERS_SORT, customersInput } from "./paths";

const FILTER_KEYS = ["kind", "status", "sinceFrom", "sinceTo", "q"];

function useColumns(): readonly Column<CustomerRow>[] {
  const t = useTranslations("customers");
  const format = useFormat();
  return [
    {
      id: "number",
      header: t("columns.number"),
      sortable: true,
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number}</span>,
    },
    {
      id: "name",
      header: t("columns.name"),
      cell: (row) => (
        <span className="whitespace-nowrap">{row.name ? <Masked value={row.name} /> : t("labels.unnamed")}</span>
      ),
    },
    { id: "kind", header: t("columns.kind"), cell: (row) => t(`kinds.${row.kind}`) },
    { id: "phone", header: t("columns.phone"), cell: (row) => <Masked value={row.phone} />, optional: true },
    { id: "since", header: t("columns.since"), cell: (row) => row.since },
    {
      id: "status",
      header: t("columns.status"),
      cell: (row) => (
        <StatusMark tone={row.status === "active" ? "done" : "none"}>
          {t(`status.${row.status as "active"}`)}
        </StatusMark>
      ),
    },
    { id: "accounts", header: t("columns.accounts"), align: "end", cell: (row) => format.count(row.accounts) },
    {
      id: "openItems",
      header: t("columns.openItems"),
      align: "end",
      cell: (row) =>
        row.openItems > 0 ? <b>{format.count(row.openItems)}</b> : <span className="hg-ink-3">{format.count(0)}</span>,
    },
  ];
}

/** Customers, and the search for one by a whole number or name. */
export function CustomerList() {
  const t = useTranslations("customers");
  const router = useRouter();
  const client = useTRPCClient();
  const columns = useColumns();
  const url = useListUrl({
    sortable: customersList.sorts,
    defaultSort: CUSTOMERS_SORT,
    filterKeys: FILTER_KEYS,
  });
  const { q, ...filters } = url.filters;
  const input = customersInput({
    ...filters,
    ...(url.sort ? { sort: `${url.sort.column}.${url.sort.direction}` } : {}),
  });
  const list = useListQuery({
    name: customersList.name,
    input,
    fetchPage: (cursor) => client.customers.list.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const search: FilterField = { kind: "text", key: "q", label: t("page.search"), placeholder: t("page.search") };
  const fields: readonly FilterField[] = [
    {
      kind: "enum",
      key: "kind",
      label: t("filters.kind"),
      options: CUSTOMER_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
    },
    {
      kind: "enum",
      key: "status",
      label: t("filters.status"),
      options: CUSTOMER_STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
    },
    { kind: "date-range", key: "since", label: t("filters.since") },
  ];
  return (
    <section className="hg-pane hg-page" aria-label={t("title")}>
      <PageHeader title={t("title")} note={t("search.hint")} />
      <FilterBar url={url} fields={fields} search={search} />
      <Scroll label={t("page.list")}>
        {q ? (
          <CustomerSearch text={q} onBack={() => url.setFilters({ q: null })} />
        ) : (
          <ListRows
            label={t("page.list")}
            columns={columns}
            list={list}
            rowKey={(row) => row.id}
            rowLabel={(row) => row.number}
            onOpen={(row) => router.push(`${CUSTOMERS_PATH}/${row.id}`)}
            url={url}
            instead={<Instead list={list} url={url} chips={filterChips(fields, filters)} />}
          />
        )}
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} />
    </section>
  );
}

/** What stands in place of rows: waiting, failure, filtered to nothing, or no customers yet. */
function Instead({
  list,
  url,
  chips,
}: {
  list: ListQuery<CustomerRow>;
  url: ListUrl;
  chips: ReturnType<typeof filterChips>;
}) {
  const t = useTranslations("customers");
  const can = useCan();
  const action = can("ingestion.import") ? (
    <ButtonLink small href="/ingestion">
      {t("page.emptyAction")}
    </ButtonLink>
  ) : null;
  const empty = <EmptyState title={t("page.emptyTitle")} text={t("empty.list")} action={action} />;
  return <InsteadOfRows list={list} url={url} what={t("page.failed")} chips={chips} empty={empty} />;
}
