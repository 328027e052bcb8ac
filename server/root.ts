import { accountsRouter } from "@/server/accounts/router";
import { approvalsRouter } from "@/server/approvals/router";
import { auditRouter } from "@/server/audit/router";
import { clocksRouter } from "@/server/clocks/router";
import { closuresRouter } from "@/server/closures/router";
import { completenessRouter } from "@/server/completeness/router";
import { connectionsRouter } from "@/server/connections/router";
import { consentsRouter } from "@/server/consents/router";
import { controlsRouter } from "@/server/controls/router";
import { correctionsRouter } from "@/server/corrections/router";
import { customersRouter } from "@/server/customers/router";
import { dutyRouter } from "@/server/duty/router";
import { evidenceRouter } from "@/server/evidence/router";
import { identityRouter } from "@/server/identity/router";
import { incidentsRouter } from "@/server/incidents/router";
import { ingestionRouter } from "@/server/ingestion/router";
import { createCaller, router } from "@/server/kernel/trpc";
import { kycRouter } from "@/server/kyc/router";
import { ledgerRouter } from "@/server/ledger/router";
import { lettersRouter } from "@/server/letters/router";
import { limitsRouter } from "@/server/limits/router";
import { lossesRouter } from "@/server/losses/router";
import { notificationsRouter } from "@/server/notifications/router";
import { objectionsRouter } from "@/server/objections/router";
import { operationsRouter } from "@/server/operations/router";
import { ordersRouter } from "@/server/orders/router";
import { overviewRouter } from "@/server/overview/router";
import { packagesRouter } from "@/server/packages/router";
import { peopleRouter } from "@/server/people/router";
import { privacyRouter } from "@/server/privacy/router";
import { processingRouter } from "@/server/processing/router";
import { reportsRouter } from "@/server/reports/router";
import { retentionRouter } from "@/server/retention/router";
import { reverificationRouter } from "@/server/reverification/router";
import { rulebookRouter } from "@/server/rulebook/router";
import { screeningRouter } from "@/server/screening/router";
import { sharingRouter } from "@/server/sharing/router";
import { worklistRouter } from "@/server/worklist/router";
import "@/server/listeners";

/** Every capability's procedures, one line each. */
export const appRouter = router({
  accounts: accountsRouter,
  approvals: approvalsRouter,
  audit: auditRouter,
  completeness: completenessRouter,
  connections: connectionsRouter,
  clocks: clocksRouter,
  closures: closuresRouter,
  corrections: correctionsRouter,
  packages: packagesRouter,
  controls: controlsRouter,
  consents: consentsRouter,
  customers: customersRouter,
  evidence: evidenceRouter,
  identity: identityRouter,
  ingestion: ingestionRouter,
  kyc: kycRouter,
  ledger: ledgerRouter,
  letters: lettersRouter,
  losses: lossesRouter,
  limits: limitsRouter,
  notifications: notificationsRouter,
  objections: objectionsRouter,
  privacy: privacyRouter,
  incidents: incidentsRouter,
  operations: operationsRouter,
  orders: ordersRouter,
  overview: overviewRouter,
  people: peopleRouter,
  processing: processingRouter,
  sharing: sharingRouter,
  duty: dutyRouter,
  reports: reportsRouter,
  retention: retentionRouter,
  reverification: reverificationRouter,
  rulebook: rulebookRouter,
  screening: screeningRouter,
  worklist: worklistRouter,
});

export type AppRouter = typeof appRouter;

export const callRouter = createCaller(appRouter);
