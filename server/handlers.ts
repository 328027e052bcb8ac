import { clocksHandlers } from "@/server/clocks/handlers";
import { closuresHandlers, closuresSchedules } from "@/server/closures/handlers";
import { completenessSchedules } from "@/server/completeness/handlers";
import { connectionsSchedules } from "@/server/connections/handlers";
import { controlsHandlers, controlsSchedules } from "@/server/controls/handlers";
import { evidenceHandlers, evidenceSchedules } from "@/server/evidence/handlers";
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
import { peopleSchedules } from "@/server/people/handlers";
import { reportsHandlers } from "@/server/reports/handlers";
import { reverificationHandlers, reverificationSchedules } from "@/server/reverification/handlers";
import { rulebookSchedules } from "@/server/rulebook/handlers";
import { screeningHandlers, screeningSchedules } from "@/server/screening/handlers";
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
  ...kycHandlers,
  ...limitsHandlers,
  ...lettersHandlers,
  ...notificationsHandlers,
  ...operationsHandlers,
  ...electronicOrdersHandlers,
  ...ordersHandlers,
  ...reportsHandlers,
  ...screeningHandlers,
  ...reverificationHandlers,
  ...worklistHandlers,
];

/** Everything done on a schedule. */
export const SCHEDULES: readonly ScheduledJob[] = [
  ...completenessSchedules,
  ...evidenceSchedules,
  ...connectionsSchedules,
  ...closuresSchedules,
  ...controlsSchedules,
  ...operationsSchedules,
  ...limitsSchedules,
  ...lettersSchedules,
  ...notificationsSchedules,
  ...ingestionSchedules,
  ...lossesSchedules,
  ...kycSchedules,
  ...electronicOrdersSchedules,
  ...ordersSchedules,
  ...peopleSchedules,
  ...worklistSchedules,
  ...rulebookSchedules,
  ...screeningSchedules,
  ...reverificationSchedules,
];
