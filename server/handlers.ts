import { controlsHandlers, controlsSchedules } from "@/server/controls/handlers";
import { ingestionHandlers, ingestionSchedules } from "@/server/ingestion/handlers";
import type { JobHandler, ScheduledJob } from "@/server/kernel/jobs";
import { reportsHandlers } from "@/server/reports/handlers";

/** Every topic's handler, one line per capability. */
export const HANDLERS: readonly JobHandler[] = [...controlsHandlers, ...ingestionHandlers, ...reportsHandlers];

/** Everything done on a schedule. */
export const SCHEDULES: readonly ScheduledJob[] = [...controlsSchedules, ...ingestionSchedules];
