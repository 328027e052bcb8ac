import { expireOverdue } from "@/server/approvals/public";
import { execute } from "@/server/kernel/command";
import { handler, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { expireProposal } from "./commands/expire-proposal";
import { matchClaim } from "./commands/match-claim";
import "./doors";
import { ERASURE_KIND } from "./erasure-approval";
import { requestReceived } from "./events";
import { FEE_KIND } from "./fee-approval";
import { REFUSAL_KIND } from "./refusal-approval";
import { watchRequests } from "./watch";

export const privacyHandlers: readonly JobHandler[] = [
  handler(requestReceived, async ({ runtime, principal, eventId, requestId }, told) => {
    await execute(runtime, matchClaim, { principal, input: told, key: eventId, requestId });
  }),
];

export const privacySchedules: readonly ScheduledJob[] = [
  {
    name: "privacy-watch",
    cron: "*/10 * * * *",
    run: ({ runtime, requestId, signal }) => watchRequests(runtime, { requestId, signal }),
  },
  {
    name: "privacy-expire-proposals",
    cron: "* * * * *",
    run: async ({ runtime, requestId, signal }) => {
      const options = { requestId, signal };
      let expired = 0;
      for (const kind of [REFUSAL_KIND, ERASURE_KIND, FEE_KIND])
        expired += await expireOverdue(runtime, { kind, expire: expireProposal }, options);
      return expired;
    },
  },
];
