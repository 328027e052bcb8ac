import type { JobHandler, ScheduledJob } from "@/server/kernel/jobs";

/** Every topic's handler, one line per capability. */
export const HANDLERS: readonly JobHandler[] = [];

/** Everything done on a schedule. */
export const SCHEDULES: readonly ScheduledJob[] = [];
