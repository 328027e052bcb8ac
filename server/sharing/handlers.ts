import { expireOverdue } from "@/server/approvals/public";
import { handler, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { chaseNotices } from "./chasing";
import { expirePartner } from "./commands/expire-partner";
import { deliverNotice } from "./deliver";
import "./doors";
import { noticeOpened } from "./events";
import { PARTNER_KIND } from "./proposal";

export const sharingHandlers: readonly JobHandler[] = [
  handler(noticeOpened, ({ runtime, principal, requestId }, { noticeId }) =>
    deliverNotice(runtime, principal, { noticeId, requestId }),
  ),
];

export const sharingSchedules: readonly ScheduledJob[] = [
  {
    name: "sharing-chase-notices",
    cron: "*/10 * * * *",
    run: ({ runtime, requestId, signal }) => chaseNotices(runtime, { requestId, signal }),
  },
  {
    name: "sharing-expire-proposals",
    cron: "* * * * *",
    run: ({ runtime, requestId, signal }) =>
      expireOverdue(runtime, { kind: PARTNER_KIND, expire: expirePartner }, { requestId, signal }),
  },
];
