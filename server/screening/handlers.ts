import { SCREENING_POLICY } from "@/domain/screening/policy";
import { execute } from "@/server/kernel/command";
import { handler, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import type { Runtime } from "@/server/kernel/runtime";
import { advanceRun } from "./commands/advance-run";
import { holdAccounts } from "./commands/hold-accounts";
import { startRun } from "./commands/start-run";
import { rescreenAsked } from "./events";

type Work = { readonly runtime: Runtime; readonly requestId: string; readonly signal: AbortSignal };

/** Takes a run on until everybody has been seen, or the worker stops: another goes on from where it was. */
async function advance({ runtime, requestId, signal }: Work, programmeId: string, runId: string): Promise<number> {
  const principal = { kind: "system", name: "system:worker", programmeId } as const;
  for (let compared = -1; !signal.aborted; ) {
    // The key names how far it had come: a repeated call of the same batch does nothing.
    const key = `${runId}:${compared}:${requestId}`;
    const done = await execute(runtime, advanceRun, { principal, input: { runId }, key, requestId });
    if (!done.ok) return Math.max(0, compared);
    compared = done.result.compared;
    if (done.result.over) return compared;
  }
  return 0;
}

export const screeningHandlers: readonly JobHandler[] = [
  handler(rescreenAsked, async (context, { runId }) => {
    await advance(context, context.principal.programmeId, runId);
  }),
];

const STALLED_MINUTES = 5;
const BATCH = 200;

/**
 * What must not wait for a job: runs that stalled go on, a day without a comparison gets one, and what customers with a
 * standing hit have opened since is stopped. In every programme that has a list. Gives how many comparisons it moved:
 * the number is read by people who may not know of hits.
 */
export async function watchScreening(work: Work): Promise<number> {
  const { runtime, requestId, signal } = work;
  const system = (programmeId: string) => ({ kind: "system", name: "system:worker", programmeId }) as const;
  let done = 0;
  const stalled = await runtime.pool.query<{ id: string; programme_id: string }>(
    `select id, programme_id from screening_runs where state = 'running' and progress_at < $1::timestamptz - make_interval(mins => $2)`,
    [runtime.clock(), STALLED_MINUTES],
  );
  for (const run of stalled.rows) {
    await advance(work, run.programme_id, run.id);
    done += 1;
  }
  const due = await runtime.pool.query<{ programme_id: string }>(
    `select distinct l.programme_id from screening_lists l where l.in_use and not exists (select from screening_runs r
       where r.programme_id = l.programme_id and r.state <> 'stopped' and r.started_at > $1::timestamptz - make_interval(hours => $2))`,
    [runtime.clock(), SCREENING_POLICY.rescreenHours],
  );
  for (const { programme_id } of due.rows) {
    if (signal.aborted) return done;
    await execute(runtime, startRun, { principal: system(programme_id), input: {}, key: requestId, requestId });
    done += 1;
  }
  const free = await runtime.pool.query<{ id: string; programme_id: string }>(
    `select distinct h.id, h.programme_id from screening_hits h join accounts a on a.customer_id = h.customer_id and a.status = 'open'
     where h.state <> 'dismissed' and not exists (select from screening_holds o where o.hit_id = h.id and o.account_id = a.id)
     order by h.id limit ${BATCH}`,
  );
  for (const hit of free.rows) {
    if (signal.aborted) return done;
    const call = {
      principal: system(hit.programme_id),
      input: { hitId: hit.id },
      key: `${requestId}:${hit.id}`,
      requestId,
    };
    await execute(runtime, holdAccounts, call);
  }
  return done;
}

export const screeningSchedules: readonly ScheduledJob[] = [
  { name: "screening-watch", cron: "*/10 * * * *", run: (work) => watchScreening(work) },
];
