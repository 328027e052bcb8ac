import { expireOverdue } from "@/server/approvals/public";
import type { ScheduledJob } from "@/server/kernel/jobs";
import { expireCorrection } from "./commands/expire-correction";
import { CORRECTION_KIND } from "./proposal";

export const correctionsSchedules: readonly ScheduledJob[] = [
  {
    name: "corrections-expire-proposals",
    cron: "* * * * *",
    run: ({ runtime, requestId, signal }) =>
      expireOverdue(runtime, { kind: CORRECTION_KIND, expire: expireCorrection }, { requestId, signal }),
  },
];
