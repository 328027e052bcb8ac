"use client";

import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import { config } from "zod";
import type { AppRouter } from "@/server/root";
import { makeQueryClient } from "./query-client";
import { sessionLink } from "./session-link";

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

// In the browser schemas are read step by step: compiling them would try what the content security policy forbids.
if (typeof window !== "undefined") config({ jitless: true });

/** Queries whose input may outgrow an address: they go in a body. */
const LONG_QUESTIONS: ReadonlySet<string> = new Set([
  "ingestion.mappingCheck",
  "ingestion.preview",
  "worklist.bulkPreview",
]);

let browserClient: QueryClient | undefined;

function queryClient(): QueryClient {
  if (typeof window === "undefined") return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}

/** Gives the tree below it the console's data. */
export function DataProvider({ children }: { children: ReactNode }) {
  const client = queryClient();
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        sessionLink,
        splitLink({
          condition: ({ path }) => LONG_QUESTIONS.has(path),
          true: httpLink({ url: "/api/trpc", transformer: superjson, methodOverride: "POST" }),
          false: httpBatchLink({ url: "/api/trpc", transformer: superjson, maxURLLength: 4000 }),
        }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={client}>
      <TRPCProvider trpcClient={trpcClient} queryClient={client}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
