import "server-only";
import { currentPrincipal } from "@/server/identity/principal";
import { newId } from "@/server/kernel/new-id";
import { callRouter } from "@/server/root";
import type { ListPage } from "../list-input";
import { getQueryClient } from "./server";

type Caller = ReturnType<typeof callRouter>;

/**
 * Asks for the first page of a list while the page is made. A failed one is asked again in the browser. `key` comes from
 * `listKey` with the same input as the browser uses.
 */
export async function prefetchList<Row>(
  key: readonly unknown[],
  ask: (caller: Caller) => Promise<ListPage<Row>>,
): Promise<void> {
  const principal = await currentPrincipal();
  if (!principal) return;
  const caller = callRouter({ principal, requestId: newId() });
  await getQueryClient().prefetchInfiniteQuery({ queryKey: key, queryFn: () => ask(caller), initialPageParam: null });
}
