"use client";

import { useTranslations } from "next-intl";
import { CustomerName } from "@/components/ledger/customer-name";
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
import { PACKAGE_FORMS, PACKAGE_STATES } from "@/domain/packages/model";
import type { Instant } from "@/domain/shared/time";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import type { ListQuery } from "@/lib/use-list-query";
import { PACKAGE_TONE, type PackageRow } from "./package";

/** The keys of the address this list reads. */
export const packageFilterKeys = ["state", "form", "askedFrom", "askedTo", "number", "customer"];

/** The list; it keeps its place beside an open one. */
export function PackageList(props: {
  url: ListUrl;
  list: ListQuery<PackageRow>;
  current: string | null;
  onOpen(id: string): void;
}) {
  const { url, list, current } = props;
  const t = useTranslations("packages");
  const narrow = current !== null;
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "state",
      label: t("page.state"),
      options: PACKAGE_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
    },
    {
      kind: "enum",
      key: "form",
      label: t("page.form"),
      options: PACKAGE_FORMS.map((value) => ({ value, label: t(`forms.${value}`) })),
    },
    { kind: "date-range", key: "asked", label: t("page.asked") },
  ];
  const search: FilterField = { kind: "text", key: "number", label: t("page.search"), placeholder: t("page.number") };
  return (
    <>
      <PageHeader title={t("page.title")} />
      <FilterBar url={url} fields={fields} search={narrow ? undefined : search} />
      <Scroll label={t("page.list")}>
        <ListRows
          label={t("page.list")}
          columns={useColumns(narrow)}
          list={list}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.number}
          onOpen={(row) => props.onOpen(row.id)}
          current={current}
          url={url}
          instead={
            <InsteadOfRows
              list={list}
              url={url}
              what={t("page.failed")}
              chips={filterChips([...fields, search], url.filters)}
              empty={<EmptyState title={t("page.empty.title")} text={t("page.empty.text")} />}
            />
          }
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} showKeys={!narrow} />
    </>
  );
}

function useColumns(narrow: boolean): readonly Column<PackageRow>[] {
  const t = useTranslations("packages");
  const format = useFormat();
  const state: Column<PackageRow> = {
    id: "state",
    header: t("page.state"),
    cell: (row) => <StatusMark tone={PACKAGE_TONE[row.state]}>{t(`states.${row.state}`)}</StatusMark>,
  };
  const customer: Column<PackageRow> = {
    id: "customer",
    header: t("page.customer"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        <CustomerName customer={row.customer} />
        {row.customer.name && !narrow ? <span className="hg-small hg-ink-3"> {row.customer.number}</span> : null}
      </span>
    ),
  };
  const form: Column<PackageRow> = { id: "form", header: t("page.form"), cell: (row) => t(`forms.${row.form}`) };
  if (narrow) return [customer, form, state];
  return [
    state,
    {
      id: "number",
      header: t("page.number"),
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number}</span>,
    },
    customer,
    form,
    {
      id: "askedAt",
      header: t("page.asked"),
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.askedAt as Instant)}</span>,
    },
    {
      id: "openUntil",
      header: t("page.until"),
      sortable: true,
      cell: (row) => (
        <span className="whitespace-nowrap">{row.openUntil ? format.dateTime(row.openUntil as Instant) : NOTHING}</span>
      ),
    },
    { id: "downloads", header: t("page.downloads"), align: "end", cell: (row) => format.count(row.downloads) },
  ];
}
