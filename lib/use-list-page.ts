"use client";

import type { UseQueryOptions } from "@tanstack/react-query";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";

type Paged = { readonly nextCursor: string | null };

/**
 * One keyset page of a list, as the address says. The former page stays on screen until the new one is there; "previous"
 * is the browser's way back, offered when a cursor led here.
 */
export function useListPage<Page extends Paged, Error_, Key extends readonly unknown[]>(
  url: { readonly after: string | null; goAfter(cursor: string): void },
  options: UseQueryOptions<Page, Error_, Page, Key>,
) {
  const router = useRouter();
  const result = useQuery({ ...options, placeholderData: keepPreviousData } as UseQueryOptions<
    Page,
    Error_,
    Page,
    Key
  >);
  const next = result.data?.nextCursor ?? null;
  return {
    ...result,
    onPrevious: url.after ? () => router.back() : undefined,
    onNext: next ? () => url.goAfter(next) : undefined,
  };
}
