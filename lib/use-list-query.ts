"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type ListPage, listKey } from "./list-input";

/**
 * A keyset list, page after page. `fetchPage` gets the cursor to go on from. While a new filter is being asked for, the
 * rows of the old one stay and `stale` is true.
 */
export function useListQuery<Row>(options: {
  name: string;
  input: unknown;
  fetchPage(cursor: string | undefined): Promise<ListPage<Row>>;
  refetchMs?: (rows: readonly Row[]) => number | false;
}) {
  const { refetchMs } = options;
  const query = useInfiniteQuery({
    queryKey: listKey(options.name, options.input),
    queryFn: ({ pageParam }) => options.fetchPage(pageParam ?? undefined),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    ...(refetchMs
      ? { refetchInterval: (state) => refetchMs(state.state.data?.pages.flatMap((page) => [...page.rows]) ?? []) }
      : {}),
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
