import { clocksHandlers } from "@/server/clocks/handlers";
import { closuresHandlers, closuresSchedules } from "@/server/closures/handlers";
import { completenessSchedules } from "@/server/completeness/handlers";
import { connectionsSchedules } from "@/server/connections/handlers";
import { consentsSchedules } from "@/server/consents/handlers";
import { controlsHandlers, controlsSchedules } from "@/server/controls/handlers";
import { correctionsSchedules } from "@/server/corrections/handlers";
import { evidenceHandlers, evidenceSchedules } from "@/server/evidence/handlers";
import { incidentsHandlers, incidentsSchedules } from "@/server/incidents/handlers";
import { ingestionHandlers, ingestionSchedules } from "@/server/ingestion/handlers";
import type { JobHandler, ScheduledJob } from "@/server/kernel/jobs";
import { kycHandlers, kycSchedules } from "@/server/kyc/handlers";
import { lettersHandlers, lettersSchedules } from "@/server/letters/handlers";
import { limitsHandlers, limitsSchedules } from "@/server/limits/handlers";
import { lossesHandlers, lossesSchedules } from "@/server/losses/handlers";
import { notificationsHandlers, notificationsSchedules } from "@/server/notifications/handlers";
import { operationsHandlers, operationsSchedules } from "@/server/operations/handlers";
import { electronicOrdersHandlers, electronicOrdersSchedules } from "@/server/orders/electronic/watch";
import { ordersHandlers, ordersSchedules } from "@/server/orders/handlers";
import { packagesHandlers, packagesSchedules } from "@/server/packages/handlers";
import { peopleSchedules } from "@/server/people/handlers";
import { privacyHandlers, privacySchedules } from "@/server/privacy/handlers";
import { reportsHandlers } from "@/server/reports/handlers";
import { retentionHandlers, retentionSchedules } from "@/server/retention/handlers";
import { reverificationHandlers, reverificationSchedules } from "@/server/reverification/handlers";
import { rulebookSchedules } from "@/server/rulebook/handlers";
import { screeningHandlers, screeningSchedules } from "@/server/screening/handlers";
import { sharingHandlers, sharingSchedules } from "@/server/sharing/handlers";
import { worklistHandlers, worklistSchedules } from "@/server/worklist/handlers";
import "@/server/listeners";

/** Every topic's handler, one line per capability. */
export const HANDLERS: readonly JobHandler[] = [
  ...evidenceHandlers,
  ...clocksHandlers,
  ...closuresHandlers,
  ...controlsHandlers,
  ...ingestionHandlers,
  ...lossesHandlers,
  ...incidentsHandlers,
  ...kycHandlers,
  ...limitsHandlers,
  ...lettersHandlers,
  ...notificationsHandlers,
  ...operationsHandlers,
  ...electronicOrdersHandlers,
  ...ordersHandlers,
  ...packagesHandlers,
  ...reportsHandlers,
  ...privacyHandlers,
  ...screeningHandlers,
  ...sharingHandlers,
  ...retentionHandlers,
  ...reverificationHandlers,
  ...worklistHandlers,
];

/** Everything done on a schedule. */
export const SCHEDULES: readonly ScheduledJob[] = [
  ...completenessSchedules,
  ...consentsSchedules,
  ...sharingSchedules,
  ...evidenceSchedules,
  ...connectionsSchedules,
  ...closuresSchedules,
  ...privacySchedules,
  ...controlsSchedules,
  ...correctionsSchedules,
  ...packagesSchedules,
  ...operationsSchedules,
  ...limitsSchedules,
  ...lettersSchedules,
  ...notificationsSchedules,
  ...ingestionSchedules,
  ...lossesSchedules,
  ...incidentsSchedules,
  ...kycSchedules,
  ...electronicOrdersSchedules,
  ...ordersSchedules,
  ...peopleSchedules,
  ...worklistSchedules,
  ...rulebookSchedules,
  ...screeningSchedules,
  ...retentionSchedules,
  ...reverificationSchedules,
];
