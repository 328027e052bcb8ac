import { ELECTRONIC_POLICY } from "@/domain/orders/electronic/policy";
import { alarmFrom } from "@/domain/orders/electronic/terms";
import { instant } from "@/domain/shared/time";
import { execute } from "@/server/kernel/command";
import { handler, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { configuredPlatform, type Platform } from "../adapters/platform";
import { raiseElectronicAlarm } from "../commands/raise-electronic-alarm";
import { answerQueued, messageKept } from "../events";
import { deliverAnswer, PlatformUnreachable } from "./deliver-answer";
import { executeKept, platformOf } from "./execute-kept";

const BATCH = 200;

type Work = { readonly runtime: Runtime; readonly requestId: string; readonly signal?: AbortSignal };
type Found = { id: string; programme_id: string };

export const electronicOrdersHandlers: readonly JobHandler[] = [
  handler(messageKept, async ({ runtime, principal, requestId }, { orderId }) => {
    await executeKept(runtime, principal.programmeId, orderId, requestId);
  }),
  handler(answerQueued, async ({ runtime, principal, eventId, attempt, requestId }, { answerId }) => {
    const platform = configuredPlatform();
    if (!platform) throw new PlatformUnreachable("not-configured");
    const { programmeId } = principal;
    await deliverAnswer({ runtime, platform, programmeId, attemptKey: `${eventId}:${attempt}`, requestId }, answerId);
  }),
];

/** Works through what was found, one by one; one that fails does not keep the others. Gives how many went well. */
async function each(found: readonly Found[], { signal }: Work, act: (one: Found) => Promise<unknown>): Promise<number> {
  let done = 0;
  for (const one of found) {
    if (signal?.aborted) break;
    try {
      if (await act(one)) done += 1;
    } catch (error) {
      log("error", "electronic-orders", { subject: one.id, ...safeError(error) });
    }
  }
  return done;
}

/** Carries out what was kept and not carried out: its request died, and its job gave up. */
async function resumeKept(work: Work): Promise<number> {
  const { runtime, requestId } = work;
  const { rows } = await runtime.pool.query<Found>(
    `select id, programme_id from electronic_orders where state = 'received'
       and received_at <= $1::timestamptz - make_interval(secs => $2) order by received_at, id limit ${BATCH}`,
    [runtime.clock(), ELECTRONIC_POLICY.resumeSeconds],
  );
  return each(rows, work, (one) => executeKept(runtime, one.programme_id, one.id, requestId));
}

/** Rings where a term ends soon. */
async function alarm(work: Work): Promise<number> {
  const { runtime, requestId } = work;
  const now = runtime.clock();
  const { rows } = await runtime.pool.query<Found & { act: "stop" | "freeze"; lapses_at: Date }>(
    `select id, programme_id, act, lapses_at from electronic_orders where lapses_at is not null and ended_at is null
       and alarmed_at is null and act in ('stop', 'freeze') and state <> 'refused'
       and lapses_at <= $1::timestamptz + make_interval(hours => case act when 'stop' then $2::int else $3::int end)
     order by lapses_at, id limit ${BATCH}`,
    [now, ELECTRONIC_POLICY.alarmHours, ELECTRONIC_POLICY.alarmDays * 24],
  );
  const due = rows.filter((row) => now >= alarmFrom(row.act, instant(row.lapses_at.toISOString()), ELECTRONIC_POLICY));
  return each(due, work, async ({ id, programme_id }) => {
    const call = { principal: platformOf(programme_id), input: { orderId: id }, key: newId(), requestId };
    return (await execute(runtime, raiseElectronicAlarm, call)).ok;
  });
}

/** Hands over answers whose job gave up: the platform is told in the end, however long it was away. */
async function resendAnswers(work: Work, platform: Platform | undefined): Promise<number> {
  if (!platform) return 0;
  const { runtime, requestId } = work;
  const { rows } = await runtime.pool.query<Found>(
    `select id, programme_id from electronic_answers where state = 'queued'
       and created_at <= $1::timestamptz - make_interval(mins => $2) order by created_at, id limit ${BATCH}`,
    [runtime.clock(), ELECTRONIC_POLICY.answerRetryMinutes],
  );
  return each(rows, work, async ({ id, programme_id }) => {
    await deliverAnswer({ runtime, platform, programmeId: programme_id, attemptKey: newId(), requestId }, id);
    return true;
  });
}

/** What must not wait for a job, in every programme: kept orders, alarms before a lapse, answers. Gives how many things it did. */
export async function watchElectronicOrders(work: Work, platform: Platform | undefined): Promise<number> {
  return (await resumeKept(work)) + (await alarm(work)) + (await resendAnswers(work, platform));
}

export const electronicOrdersSchedules: readonly ScheduledJob[] = [
  {
    name: "orders-electronic-watch",
    cron: "* * * * *",
    run: ({ runtime, requestId, signal }) =>
      watchElectronicOrders({ runtime, requestId, signal }, configuredPlatform()),
  },
];
