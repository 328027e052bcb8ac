import "server-only";
import { TRPCError } from "@trpc/server";
import { cache } from "react";
import { currentPrincipal } from "@/server/identity/principal";
import { getQueryClient, trpc } from "./server";

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
