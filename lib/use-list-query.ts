"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type ListPage, listKey } from "./list-input";

/** How often a list that is being worked on is asked again, in milliseconds. */
export const WATCH_MS = 1_000;

/**
 * A keyset list, page after page. `fetchPage` gets the cursor to go on from. While a new filter is being asked for, the
 * rows of the old one stay and `stale` is true. `watch` asks again each second while it says so of the rows.
 */
export function useListQuery<Row>(options: {
  name: string;
  input: unknown;
  fetchPage(cursor: string | undefined): Promise<ListPage<Row>>;
  watch?: (row: Row) => boolean;
}) {
  const { fetchPage, watch } = options;
  const query = useInfiniteQuery({
    queryKey: listKey(options.name, options.input),
    queryFn: ({ pageParam }: { pageParam: string | null }): Promise<ListPage<Row>> => fetchPage(pageParam ?? undefined),
    initialPageParam: null as string | null,
    getNextPageParam: (last: ListPage<Row>) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      watch !== undefined && state.data?.pages.some((page) => page.rows.some(watch)) ? WATCH_MS : false,
  });
  const pages = query.data?.pages ?? [];
  return {
    rows: pages.flatMap((page) => [...page.rows]),
    total: pages[0] ? { count: pages[0].count, capped: pages[0].countCapped } : undefined,
    loading: query.isPending,
    stale: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    loadingMore: query.isFetchingNextPage,
  };
}

export type ListQuery<Row> = ReturnType<typeof useListQuery<Row>>;
