"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { ListQuery } from "@/lib/use-list-query";
import { DataTable, type DataTableProps } from "./data-table";
import type { ListUrl } from "./list-url";

/** The next page of a keyset list; nothing where there is none. */
export function MoreRows({ list }: { list: Pick<ListQuery<unknown>, "more" | "loadingMore"> }) {
  const t = useTranslations("common");
  if (!list.more) return null;
  return (
    <div className="p-(--gutter)">
      <Button small busy={list.loadingMore} onClick={list.more}>
        {t("list.more")}
      </Button>
    </div>
  );
}

type Props<Row> = Pick<
  DataTableProps<Row>,
  "label" | "columns" | "rowKey" | "rowLabel" | "onOpen" | "density" | "leading"
> & {
  list: ListQuery<Row>;
  /** Where the order of the rows stands; without it they are not sorted by head. */
  url?: ListUrl;
  /** The row whose item is open beside the list. */
  current?: string | null;
  /** What stands in place of rows while there are none: see `InsteadOfRows`. */
  instead: ReactNode;
};

/** The rows of a keyset list and the way to more of them: what every list screen has beneath its filters. */
export function ListRows<Row>({ list, url, current, instead, ...table }: Props<Row>) {
  return (
    <>
      <DataTable
        {...table}
        rows={list.rows}
        {...(current ? { current } : {})}
        {...(url?.sort ? { sort: url.sort } : {})}
        {...(url ? { onSort: url.setSort } : {})}
        instead={list.rows.length > 0 ? undefined : instead}
      />
      <MoreRows list={list} />
    </>
  );
}
