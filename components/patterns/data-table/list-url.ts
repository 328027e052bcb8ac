"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";

export type Sort = { readonly column: string; readonly direction: "asc" | "desc" };

/** Reads "amount.desc"; undefined for anything that is not a listed column and a direction. */
export function parseSort(text: string | null, columns: readonly string[]): Sort | undefined {
  const [column = "", direction] = (text ?? "").split(".");
  if (!columns.includes(column) || (direction !== "asc" && direction !== "desc")) return undefined;
  return { column, direction };
}

/**
 * A list's state in the address: sort, keyset cursor and filters by key. The address reproduces the view; a change of
 * sort or filter starts at the first page again. Empty values leave the address.
 */
export function useListUrl(options: {
  sortable: readonly string[];
  defaultSort?: Sort;
  filterKeys: readonly string[];
}) {
  const names = options.filterKeys.join(" ");
  const parsers = useMemo(() => {
    const keys = names === "" ? [] : names.split(" ");
    return Object.fromEntries(["sort", "after", "before", ...keys].map((key) => [key, parseAsString]));
  }, [names]);
  const [state, setState] = useQueryStates(parsers, { history: "push" });
  const filters: Record<string, string> = {};
  for (const key of options.filterKeys) {
    const value = state[key];
    if (value) filters[key] = value;
  }
  const firstPage = { after: null, before: null };
  return {
    sort: parseSort(state.sort ?? null, options.sortable) ?? options.defaultSort,
    setSort: (sort: Sort) => void setState({ sort: `${sort.column}.${sort.direction}`, ...firstPage }),
    after: state.after ?? null,
    before: state.before ?? null,
    goAfter: (cursor: string) => void setState({ after: cursor, before: null }),
    goBefore: (cursor: string) => void setState({ before: cursor, after: null }),
    filters: filters as Readonly<Record<string, string>>,
    setFilters: (next: Readonly<Record<string, string | null>>) => {
      const cleaned = Object.entries(next).map(([key, value]) => [key, value === "" ? null : value]);
      void setState({ ...Object.fromEntries(cleaned), ...firstPage });
    },
    clear: () => void setState({ ...Object.fromEntries(options.filterKeys.map((key) => [key, null])), ...firstPage }),
  };
}

export type ListUrl = ReturnType<typeof useListUrl>;
