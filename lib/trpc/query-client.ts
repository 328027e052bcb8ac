import { defaultShouldDehydrateQuery, hashKey, QueryClient, type QueryKey } from "@tanstack/react-query";
import superjson from "superjson";

/** What a question is told apart by. A sum in it is a bigint, which JSON alone cannot write. */
function hashOf(key: QueryKey): string {
  const written = JSON.stringify(key, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
  return hashKey(JSON.parse(written) as QueryKey);
}

/** One query client's settings, for server and browser. Dates and bigints cross intact. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: false, refetchOnWindowFocus: true, queryKeyHashFn: hashOf },
      dehydrate: {
        serializeData: superjson.serialize,
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === "pending",
        shouldRedactErrors: () => true,
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}
