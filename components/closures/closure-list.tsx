"use client";

import { useTranslations } from "next-intl";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import type { ListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { CLOSURE_KINDS } from "@/domain/closures/model";
import type { ListQuery } from "@/lib/use-list-query";
import type { ClosureRow } from "./closure";
import { useClosureColumns } from "./closure-columns";
import { ClosuresTabs } from "./closures-tabs";
import { closureView } from "./paths";

/** The list of closings, the latest first. It keeps its place beside an open one. */
export function ClosureList(props: {
  url: ListUrl;
  list: ListQuery<ClosureRow>;
  current: string | null;
  onOpen(id: string): void;
}) {
  const { url, list, current } = props;
  const t = useTranslations("closures.page");
  const words = useTranslations("closures.kinds");
  const narrow = current !== null;
  const columns = useClosureColumns(narrow);
  const { customer, account } = url.filters;
  const only = (key: "customer" | "account", value: string | undefined, label: string): FilterField[] =>
    value ? [{ kind: "enum", key, label: t(`columns.${key}`), options: [{ value, label }] }] : [];
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "kind",
      label: t("columns.kind"),
      options: CLOSURE_KINDS.map((value) => ({ value, label: words(value) })),
    },
    { kind: "date-range", key: "requested", label: t("columns.requested") },
    ...only("customer", customer, t("oneCustomer")),
    ...only("account", account, t("oneAccount")),
  ];
  const search: FilterField = { kind: "text", key: "number", label: t("search"), placeholder: t("searchHint") };
  const view = closureView(url.filters.state);
  const empty = view ?? "all";
  return (
    <>
      <PageHeader title={t("title")}>{narrow ? null : <ClosuresTabs current={view} />}</PageHeader>
      <FilterBar url={url} fields={fields} search={narrow ? undefined : search} />
      <Scroll label={t("list")}>
        <ListRows
          label={t("list")}
          columns={columns}
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
              what={t("failed")}
              chips={filterChips([...fields, search], url.filters)}
              empty={<EmptyState title={t(`empty.${empty}.title`)} text={t(`empty.${empty}.text`)} />}
            />
          }
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} showKeys={!narrow} />
    </>
  );
}
