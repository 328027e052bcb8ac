import { accountsRouter } from "@/server/accounts/router";
import { auditRouter } from "@/server/audit/router";
import { customersRouter } from "@/server/customers/router";
import { identityRouter } from "@/server/identity/router";
import { createCaller, router } from "@/server/kernel/trpc";
import { worklistRouter } from "@/server/worklist/router";

/** Every capability's procedures, one line each. */
export const appRouter = router({
  identity: identityRouter,
  audit: auditRouter,
  worklist: worklistRouter,
  customers: customersRouter,
  accounts: accountsRouter,
});

export type AppRouter = typeof appRouter;

export const callRouter = createCaller(appRouter);
