"use client";

import type { ReactNode } from "react";
import type { ListQuery } from "@/lib/use-list-query";
import { QueryProblem } from "../query-problem";
import { TableSkeleton } from "../skeleton";
import { FilteredEmpty } from "../states";
import type { filterChips } from "./filter-bar";
import type { ListUrl } from "./list-url";

/** What stands in place of rows: waiting, failure (`what` could not be had), filtered to nothing, or nothing yet (`empty`). */
export function InsteadOfRows(props: {
  list: ListQuery<unknown>;
  url: ListUrl;
  what: string;
  chips: ReturnType<typeof filterChips>;
  empty: ReactNode;
}) {
  const { list, url, chips } = props;
  if (list.loading) return <TableSkeleton rows={14} columns={7} />;
  if (list.error) return <QueryProblem what={props.what} error={list.error} onRetry={list.retry} />;
  return chips.length === 0 ? props.empty : <FilteredToNothing url={url} chips={chips} />;
}

/** The filters that left nothing, each with a way to take it off. */
export function FilteredToNothing({ url, chips }: { url: ListUrl; chips: ReturnType<typeof filterChips> }) {
  const filters = chips.map((chip) => ({
    label: `${chip.label} ${chip.value}`,
    remove: () => url.setFilters(Object.fromEntries(chip.keys.map((key) => [key, null]))),
  }));
  return <FilteredEmpty filters={filters} onClear={url.clear} />;
}
