import { INTAKE_POLICY } from "@/domain/kyc/intake-policy";
import { firstPage } from "@/server/evidence/public";
import { execute } from "@/server/kernel/command";
import { handler, type JobContext, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { hitDismissed, hitOpened } from "@/server/screening/events";
import { registry } from "./adapters/registry";
import { recheckSubmissions } from "./commands/recheck-submissions";
import { documentArrived } from "./events";
import "./evidence-subject";
import { expireOverridesSchedule } from "./expire-overrides";
import { lapseWaiting } from "./lapse";
import { advance, type Workshop } from "./pipeline";
import { readPicture } from "./reading/read-picture";

/** The house's own reading and its registry, for one job. */
function workshop({ runtime, principal, signal, requestId, attempt }: JobContext): Workshop {
  return {
    picture: (fileId) => firstPage(runtime, principal, fileId),
    read: (bytes, kind, stop) => readPicture(bytes, kind, stop),
    ask: (question, stop) => registry().ask(question, stop),
    signal,
    requestId,
    lastTry: attempt >= INTAKE_POLICY.readTries,
    lastAsk: attempt >= INTAKE_POLICY.askTries,
  };
}

/** Has submissions of a customer checked again; that there are none is no fault. */
async function recheck(
  { runtime, principal, eventId, requestId }: JobContext,
  customerId: string,
  of: "held" | "undecided",
): Promise<void> {
  const call = { principal, input: { customerId, of }, key: eventId, requestId };
  const outcome = await execute(runtime, recheckSubmissions, call);
  if (!outcome.ok && outcome.code !== "kyc.submission.none-held") throw new Error(outcome.code);
}

export const kycHandlers: readonly JobHandler[] = [
  handler(documentArrived, async (context, { submissionId }) => {
    await advance(context.runtime, context.principal, submissionId, workshop(context));
  }),
  handler(hitOpened, (context, { customerId }) => recheck(context, customerId, "undecided")),
  handler(hitDismissed, (context, { customerId }) => recheck(context, customerId, "held")),
];

export const kycSchedules: readonly ScheduledJob[] = [
  expireOverridesSchedule,
  {
    // Twenty minutes past midnight in Shanghai: the day of yesterday's requests is over.
    name: "kyc-lapse-requests",
    cron: "20 16 * * *",
    run: ({ runtime, requestId, signal }) => lapseWaiting(runtime, { requestId, signal }),
  },
];
