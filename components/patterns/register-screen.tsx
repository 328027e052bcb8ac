"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type CSSProperties, type ReactNode, useCallback } from "react";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import type { ListDefinition, ListInput } from "@/domain/shared/list";
import { type ListPage, listAddress, readListInput } from "@/lib/list-input";
import { useListQuery } from "@/lib/use-list-query";
import type { Column } from "./data-table/data-table";
import { FilterBar, type FilterField, filterChips, filterKeys } from "./data-table/filter-bar";
import { InsteadOfRows } from "./data-table/instead-of-rows";
import { ListFoot } from "./data-table/list-foot";
import { ListRows } from "./data-table/list-rows";
import { useListUrl } from "./data-table/list-url";
import { PageHeader } from "./headers";
import { Scroll } from "./layouts";
import { EmptyState } from "./states";

type Words = { title: string; list: string; failed: string; emptyTitle: string; emptyText: string };

/** The open thing a path names below a register's own, or null. */
const openIn = (path: string, pathname: string): string | null =>
  pathname.startsWith(`${path}/`) ? (/^[0-9a-f-]{36}$/i.exec(pathname.slice(path.length + 1))?.[0] ?? null) : null;

/**
 * A register: its list, narrowed by the address, and beside it what is open. Without `item` a row opens by `onRow`. A list
 * that can be searched by number is.
 */
export function RegisterScreen<Row extends { id: string }, D extends ListDefinition>(props: {
  definition: D;
  path: string;
  words: Words;
  tabs?: ReactNode;
  tools?: ReactNode;
  fields: readonly FilterField[];
  columns(narrow: boolean): readonly Column<Row>[];
  rowLabel(row: Row): string;
  fetchPage(input: ListInput<D>): Promise<ListPage<Row>>;
  item?(id: string, onClose: () => void): ReactNode;
  onRow?(row: Row): void;
}) {
  const { definition, path, words, fields, fetchPage } = props;
  const t = useTranslations("common");
  const search: FilterField | undefined =
    "number" in definition.filters ? { kind: "text", key: "number", label: t("number") } : undefined;
  const all = search ? [...fields, search] : fields;
  const pathname = usePathname();
  const id = props.item ? openIn(path, pathname) : null;
  const url = useListUrl({
    sortable: definition.sorts,
    defaultSort: { column: definition.defaultSort, direction: definition.defaultOrder },
    filterKeys: filterKeys(all),
  });
  const input = readListInput(definition, listAddress(url.filters, url.sort));
  const list = useListQuery<Row>({
    name: definition.name,
    input,
    fetchPage: (cursor) => fetchPage({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = useCallback(
    (next: string | null) =>
      window.history.pushState(null, "", `${path}${next ? `/${next}` : ""}${window.location.search}`),
    [path],
  );
  const close = useCallback(() => go(null), [go]);
  useKey("back", close, id !== null);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "372px" } as CSSProperties}>
      <section className="hg-pane hg-list-pane" aria-label={words.list}>
        <PageHeader title={words.title}>
          {id ? null : props.tabs}
          {id ? null : props.tools}
        </PageHeader>
        <FilterBar url={url} fields={[...fields]} {...(search && !id ? { search } : {})} />
        <Scroll label={words.list}>
          <ListRows
            label={words.list}
            columns={props.columns(id !== null)}
            list={list}
            rowKey={(row) => row.id}
            rowLabel={props.rowLabel}
            onOpen={(row) => (props.item ? go(row.id) : props.onRow?.(row))}
            current={id}
            url={url}
            instead={
              <InsteadOfRows
                list={list}
                url={url}
                what={words.failed}
                chips={filterChips(all, url.filters)}
                empty={<EmptyState title={words.emptyTitle} text={words.emptyText} />}
              />
            }
          />
        </Scroll>
        <ListFoot shown={list.rows.length} {...(list.total ? { total: list.total } : {})} showKeys={!id} />
      </section>
      {id && props.item ? (
        <div key={id} className="hg-pane [&>*]:flex-1">
          {props.item(id, close)}
        </div>
      ) : null}
    </div>
  );
}
