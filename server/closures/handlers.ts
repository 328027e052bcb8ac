import { expireOverdue } from "@/server/approvals/public";
import { paymentCore } from "@/server/controls/public";
import { execute } from "@/server/kernel/command";
import { handler, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { reportClosing } from "@/server/losses/events";
import { advance, resumeClosures } from "./advance";
import { expireClosure } from "./commands/expire-closure";
import { openAfterLoss } from "./commands/open-loss";
import { recordLogin } from "./commands/record-login";
import "./core-word";
import "./doors";
import { closureMoved, customerSignedIn } from "./events";
import { CLOSURE_KIND } from "./proposal";
import { runReclaim } from "./reclaim";

export const closuresHandlers: readonly JobHandler[] = [
  handler(closureMoved, ({ runtime, principal, eventId, requestId }, { closureId }) =>
    advance(runtime, paymentCore(), { closureId, programmeId: principal.programmeId, key: eventId, requestId }),
  ),
  handler(reportClosing, async ({ runtime, principal, eventId, requestId }, told) => {
    await execute(runtime, openAfterLoss, { principal, input: told, key: eventId, requestId });
  }),
  handler(customerSignedIn, async ({ runtime, principal, eventId, requestId }, told) => {
    await execute(runtime, recordLogin, { principal, input: told, key: eventId, requestId });
  }),
];

export const closuresSchedules: readonly ScheduledJob[] = [
  {
    name: "closures-reclaim",
    cron: "41 17 * * *",
    run: ({ runtime, requestId, signal }) => runReclaim(runtime, { requestId, signal }),
  },
  {
    name: "closures-expire-proposals",
    cron: "* * * * *",
    run: ({ runtime, requestId, signal }) =>
      expireOverdue(runtime, { kind: CLOSURE_KIND, expire: expireClosure }, { requestId, signal }),
  },
  {
    name: "closures-resume",
    cron: "*/5 * * * *",
    run: ({ runtime, requestId, signal }) => resumeClosures(runtime, paymentCore(), { requestId, signal }),
  },
];
