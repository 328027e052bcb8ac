import { identityRouter } from "@/server/identity/router";
import { createCaller, router } from "@/server/kernel/trpc";

/** Every capability's procedures, one line each. */
export const appRouter = router({
  identity: identityRouter,
});

export type AppRouter = typeof appRouter;

export const callRouter = createCaller(appRouter);
