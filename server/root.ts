import { accountsRouter } from "@/server/accounts/router";
import { approvalsRouter } from "@/server/approvals/router";
import { auditRouter } from "@/server/audit/router";
import { controlsRouter } from "@/server/controls/router";
import { customersRouter } from "@/server/customers/router";
import { identityRouter } from "@/server/identity/router";
import { ingestionRouter } from "@/server/ingestion/router";
import { createCaller, router } from "@/server/kernel/trpc";
import { ledgerRouter } from "@/server/ledger/router";
import { overviewRouter } from "@/server/overview/router";
import { reportsRouter } from "@/server/reports/router";
import { rulebookRouter } from "@/server/rulebook/router";
import { worklistRouter } from "@/server/worklist/router";

/** Every capability's procedures, one line each. */
export const appRouter = router({
  accounts: accountsRouter,
  approvals: approvalsRouter,
  audit: auditRouter,
  controls: controlsRouter,
  customers: customersRouter,
  identity: identityRouter,
  ingestion: ingestionRouter,
  ledger: ledgerRouter,
  overview: overviewRouter,
  reports: reportsRouter,
  rulebook: rulebookRouter,
  worklist: worklistRouter,
});

export type AppRouter = typeof appRouter;

export const callRouter = createCaller(appRouter);
