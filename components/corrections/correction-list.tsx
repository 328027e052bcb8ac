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
import { CORRECTION_FIELDS, CORRECTION_STATES } from "@/domain/corrections/model";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { ListQuery } from "@/lib/use-list-query";
import { CORRECTION_TONE, type CorrectionRow } from "./correction";

/** The keys of the address this list reads. */
export const correctionFilterKeys = ["state", "field", "proposedFrom", "proposedTo", "number", "customer"];

/** The list; it keeps its place beside an open one. */
export function CorrectionList(props: {
  url: ListUrl;
  list: ListQuery<CorrectionRow>;
  current: string | null;
  onOpen(id: string): void;
}) {
  const { url, list, current } = props;
  const t = useTranslations("corrections");
  const narrow = current !== null;
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "state",
      label: t("page.state"),
      options: CORRECTION_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
    },
    {
      kind: "enum",
      key: "field",
      label: t("page.heads.field"),
      options: CORRECTION_FIELDS.map((value) => ({ value, label: t(`fields.${value}`) })),
    },
    { kind: "date-range", key: "proposed", label: t("page.proposed") },
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

function useColumns(narrow: boolean): readonly Column<CorrectionRow>[] {
  const t = useTranslations("corrections");
  const format = useFormat();
  const state: Column<CorrectionRow> = {
    id: "state",
    header: t("page.state"),
    cell: (row) => <StatusMark tone={CORRECTION_TONE[row.state]}>{t(`states.${row.state}`)}</StatusMark>,
  };
  const customer: Column<CorrectionRow> = {
    id: "customer",
    header: t("page.customer"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        <CustomerName customer={row.customer} />
        {row.customer.name && !narrow ? <span className="hg-small hg-ink-3"> {row.customer.number}</span> : null}
      </span>
    ),
  };
  const fields: Column<CorrectionRow> = {
    id: "fields",
    header: t("page.heads.field"),
    cell: (row) => row.fields.map((field) => t(`fields.${field}`)).join(t("page.and")),
  };
  if (narrow) return [customer, fields, state];
  return [
    state,
    {
      id: "number",
      header: t("page.number"),
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number}</span>,
    },
    customer,
    fields,
    {
      id: "proposedAt",
      header: t("page.proposed"),
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.proposedAt as Instant)}</span>,
    },
  ];
}
