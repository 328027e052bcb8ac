import { expireOverdue } from "@/server/approvals/public";
import { execute } from "@/server/kernel/command";
import { handler, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { expireProposal } from "./commands/expire-proposal";
import { sendNotice } from "./commands/send-notice";
import "./doors";
import { noticeMoved } from "./events";
import "./letter-body";
import { PROPOSAL_KINDS } from "./proposals";
import { resumeNotices } from "./send";

export const incidentsHandlers: readonly JobHandler[] = [
  handler(noticeMoved, async ({ runtime, principal, eventId, requestId }, { noticeId }) => {
    await execute(runtime, sendNotice, { principal, input: { noticeId }, key: eventId, requestId });
  }),
];

export const incidentsSchedules: readonly ScheduledJob[] = [
  {
    name: "incidents-resume-notices",
    cron: "*/5 * * * *",
    run: ({ runtime, requestId, signal }) => resumeNotices(runtime, { requestId, signal }),
  },
  {
    name: "incidents-expire-proposals",
    cron: "* * * * *",
    async run({ runtime, requestId, signal }) {
      let ended = 0;
      for (const kind of PROPOSAL_KINDS)
        ended += await expireOverdue(runtime, { kind, expire: expireProposal }, { requestId, signal });
      return ended;
    },
  },
];
