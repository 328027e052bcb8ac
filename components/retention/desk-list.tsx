"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Column } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import type { ListDefinition, ListInput } from "@/domain/shared/list";
import { type ListPage, listAddress } from "@/lib/list-input";
import { useListQuery } from "@/lib/use-list-query";
import type { RetentionView } from "./retention";
import { RetentionTabs } from "./retention-tabs";

/** A list of this desk as a page of its own: head with its tabs, filters in the address, keyset rows. */
export function DeskList<D extends ListDefinition, Row>(props: {
  view: Exclude<RetentionView, "map">;
  definition: D;
  filterKeys: readonly string[];
  inputOf(address: Readonly<Record<string, string>>): ListInput<D>;
  fetchPage(input: ListInput<D>): Promise<ListPage<Row>>;
  columns: readonly Column<Row>[];
  rowKey(row: Row): string;
  rowLabel(row: Row): string;
  fields: readonly FilterField[];
  search?: FilterField;
  onOpen?: (row: Row) => void;
  banner?: ReactNode;
}) {
  const t = useTranslations("retention.page");
  const { definition, view, fields, search } = props;
  const url = useListUrl({
    sortable: definition.sorts,
    defaultSort: { column: definition.defaultSort, direction: definition.defaultOrder },
    filterKeys: props.filterKeys,
  });
  const input = props.inputOf(listAddress(url.filters, url.sort));
  const list = useListQuery<Row>({
    name: definition.name,
    input,
    fetchPage: (cursor) => props.fetchPage({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const label = t(`lists.${view}`);
  const all = [...fields, ...(search ? [search] : [])];
  return (
    <PageLayout
      label={label}
      header={
        <>
          <PageHeader title={t("title")}>
            <RetentionTabs current={view} />
          </PageHeader>
          <FilterBar url={url} fields={fields} search={search} />
        </>
      }
      foot={<ListFoot shown={list.rows.length} total={list.total} />}
    >
      {props.banner}
      <ListRows
        label={label}
        columns={props.columns}
        list={list}
        rowKey={props.rowKey}
        rowLabel={props.rowLabel}
        onOpen={props.onOpen}
        url={url}
        instead={
          <InsteadOfRows
            list={list}
            url={url}
            what={t("failed")}
            chips={filterChips(all, url.filters)}
            empty={<EmptyState title={t(`empty.${view}.title`)} text={t(`empty.${view}.text`)} />}
          />
        }
      />
    </PageLayout>
  );
}
