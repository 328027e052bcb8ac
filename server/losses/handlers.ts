import type { JobHandler, ScheduledJob } from "@/server/kernel/jobs";
import "./evidence-subject";
import "./settle";
import { escalateReviewsSchedule } from "./overdue";
import { sweepLossesSchedule } from "./sweep";

export const lossesHandlers: readonly JobHandler[] = [];
export const lossesSchedules: readonly ScheduledJob[] = [sweepLossesSchedule, escalateReviewsSchedule];
