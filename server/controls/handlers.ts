import { CONTROLS_POLICY } from "@/domain/controls/policy";
import { execute } from "@/server/kernel/command";
import { handler, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { paymentCore } from "./adapters/configured-core";
import type { PaymentCore } from "./adapters/payment-core";
import { RELEASE_KIND } from "./commands/apply-release";
import { RESTRICTION_KIND } from "./commands/apply-restriction";
import { expireProposal } from "./commands/expire-proposal";
import { tellSettlement } from "./commands/tell-settlement";
import { askAfter, deliverInstruction } from "./deliver";
import { comparisonAsked, instructionQueued, settledBehindWall } from "./events";
import { compareAccount, reconcile } from "./reconcile";
import { announceExpiries, escalateReviews, expireMeasures } from "./terms";

export const controlsHandlers: readonly JobHandler[] = [
  handler(instructionQueued, ({ runtime, principal, eventId, attempt, requestId }, { instructionId }) =>
    deliverInstruction(
      {
        runtime,
        core: paymentCore(),
        programmeId: principal.programmeId,
        attemptKey: `${eventId}:${attempt}`,
        requestId,
      },
      instructionId,
    ),
  ),
  handler(comparisonAsked, async ({ runtime, principal, requestId }, { accountId }) => {
    const outcome = await compareAccount({ runtime, core: paymentCore(), requestId }, principal.programmeId, accountId);
    if (outcome === "unanswered") throw new Error("the payment core does not answer");
  }),
  handler(settledBehindWall, async ({ runtime, principal, eventId, requestId }, { measureId, was }) => {
    const { rows } = await runtime.pool.query("select from measure_secrets where measure_id = $1", [measureId]);
    if (rows.length === 0) return;
    await execute(runtime, tellSettlement, { principal, input: { measureId, was }, key: eventId, requestId });
  }),
];

const BATCH = 200;

type Waiting = { id: string; programme_id: string; state: "queued" | "sent" };

/**
 * Looks after instructions whose job gave up or whose callback never came, in every programme: hands over what was not
 * taken and asks about what was not answered. One that fails does not keep the others.
 */
export async function sweepInstructions(
  runtime: Runtime,
  core: Pick<PaymentCore, "instruct" | "getInstruction">,
  options: { requestId: string; signal?: AbortSignal },
): Promise<number> {
  const { rows } = await runtime.pool.query<Waiting>(
    `select id, programme_id, state from core_instructions where state in ('queued', 'sent')
       and coalesce(sent_at, created_at) < $1::timestamptz - make_interval(mins => $2) order by created_at limit ${BATCH}`,
    [runtime.clock(), CONTROLS_POLICY.unansweredMinutes],
  );
  for (const row of rows) {
    if (options.signal?.aborted) break;
    const delivery = {
      runtime,
      core,
      programmeId: row.programme_id,
      attemptKey: newId(),
      requestId: options.requestId,
    };
    const work = row.state === "queued" ? deliverInstruction(delivery, row.id) : askAfter(delivery, row.id);
    await work.catch((error: unknown) => log("error", "core-sweep", { instruction: row.id, ...safeError(error) }));
  }
  return rows.length;
}

/** Ends the proposals of this capability whose time has run out, in every programme. Gives how many it ended. */
export async function expireProposals(
  runtime: Runtime,
  options: { requestId: string; signal?: AbortSignal },
): Promise<number> {
  const { rows } = await runtime.pool.query<{ id: string; programme_id: string }>(
    `select id, programme_id from approvals where status = 'pending' and kind = any($1) and expires_at <= $2::timestamptz
     order by expires_at limit ${BATCH}`,
    [[RESTRICTION_KIND, RELEASE_KIND], runtime.clock()],
  );
  let ended = 0;
  for (const row of rows) {
    if (options.signal?.aborted) break;
    const outcome = await execute(runtime, expireProposal, {
      principal: { kind: "system", name: "system:worker", programmeId: row.programme_id },
      input: { approvalId: row.id },
      key: `expire:${row.id}`,
      requestId: options.requestId,
    });
    if (outcome.ok) ended += 1;
  }
  return ended;
}

export const controlsSchedules: readonly ScheduledJob[] = [
  {
    name: "controls-expire-measures",
    cron: "* * * * *",
    run: ({ runtime, requestId, signal }) => expireMeasures(runtime, { requestId, signal }),
  },
  {
    name: "controls-announce-expiry",
    cron: "*/10 * * * *",
    run: ({ runtime, requestId, signal }) => announceExpiries(runtime, { requestId, signal }),
  },
  {
    name: "controls-escalate-reviews",
    cron: "*/10 * * * *",
    run: ({ runtime, requestId, signal }) => escalateReviews(runtime, { requestId, signal }),
  },
  {
    name: "controls-reconcile",
    cron: "*/30 * * * *",
    run: ({ runtime, requestId, signal }) => reconcile({ runtime, core: paymentCore(), requestId, signal }),
  },
  {
    name: "controls-sweep-instructions",
    cron: "*/5 * * * *",
    run: ({ runtime, requestId, signal }) => sweepInstructions(runtime, paymentCore(), { requestId, signal }),
  },
  {
    name: "controls-expire-proposals",
    cron: "* * * * *",
    run: ({ runtime, requestId, signal }) => expireProposals(runtime, { requestId, signal }),
  },
];
