import "server-only";
import { dehydrate, type FetchQueryOptions, HydrationBoundary } from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { cache, type ReactNode } from "react";
import { type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { type SignInReason, signInReason } from "@/lib/sign-in-address";
import { currentPrincipal, whyEnded } from "@/server/identity/principal";
import { newId } from "@/server/kernel/new-id";
import { runtime } from "@/server/kernel/runtime";
import { openLink } from "@/server/people/http";
import { appRouter } from "@/server/root";
import { makeQueryClient } from "./query-client";

export const getQueryClient = cache(makeQueryClient);

/** The router as query options, called in process for the present request. */
export const trpc = createTRPCOptionsProxy({
  router: appRouter,
  queryClient: getQueryClient,
  ctx: async () => ({ principal: await currentPrincipal(), requestId: newId() }),
});

/** Starts queries on the server so that the page arrives with its data. A failed one is asked again in the browser. */
// biome-ignore lint/suspicious/noExplicitAny: query options of many shapes, passed through untouched
export async function prefetch(...options: any[]): Promise<void> {
  const client = getQueryClient();
  await Promise.all(options.map((option: FetchQueryOptions) => client.prefetchQuery(option)));
}

/** Hands what was prefetched to the browser. */
export function Hydrate({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>;
}

/** Who is signed in, for layouts and redirects; null when nobody is, or when the session has ended. */
export const currentPerson = cache(async () => {
  if (!(await currentPrincipal())) return null;
  try {
    return await getQueryClient().fetchQuery(trpc.identity.me.queryOptions({}));
  } catch (error) {
    if (error instanceof TRPCError && error.code === "UNAUTHORIZED") return null;
    throw error;
  }
});

/** Today, as the house's clock has it. */
export async function houseDay(): Promise<LocalDate> {
  return shanghaiDate((await runtime()).clock());
}

/** What a link sent to somebody opens, who is not signed in; null for one that is no good, whatever the reason. */
export const linkOf = openLink;

/** Why somebody who came with a session's cookie has to sign in again; undefined for one who came without. */
export async function whySignIn(): Promise<SignInReason | undefined> {
  if ((await currentPrincipal()) === null) return undefined;
  return signInReason(await whyEnded()) ?? "expired";
}
