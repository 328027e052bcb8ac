import { expireOverdue } from "@/server/approvals/public";
import type { ScheduledJob } from "@/server/kernel/jobs";
import { expirePolicy } from "./commands/expire-policy";
import "./doors";
import { PUBLISH_KIND } from "./publishing";

export const consentsSchedules: readonly ScheduledJob[] = [
  {
    name: "consents-expire-proposals",
    cron: "* * * * *",
    run: ({ runtime, requestId, signal }) =>
      expireOverdue(runtime, { kind: PUBLISH_KIND, expire: expirePolicy }, { requestId, signal }),
  },
];
