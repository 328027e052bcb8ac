import type { z } from "zod";
import { PRIVACY_POLICY } from "@/domain/privacy/policy";
import { type Command, execute } from "@/server/kernel/command";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { deleteWords } from "./commands/delete-words";
import { escalateRequest } from "./commands/escalate-request";
import { expireRequest } from "./commands/expire-request";
import { finishClosing } from "./commands/finish-closing";

const BATCH = 500;
type Run = { readonly requestId: string; readonly signal?: AbortSignal };
type Due = { readonly id: string; readonly programme_id: string; readonly step: string };

async function each<I extends z.ZodType, R>(
  runtime: Runtime,
  due: readonly Due[],
  command: Command<I, R>,
  { requestId, signal }: Run,
): Promise<number> {
  let done = 0;
  for (const { id, programme_id: programmeId, step } of due) {
    if (signal?.aborted) break;
    const principal = { kind: "system", name: "system:worker", programmeId } as const;
    const call = { principal, input: { requestId: id }, key: `privacy-${step}:${id}`, requestId };
    const outcome = await execute(runtime, command, call).catch((error: unknown) => {
      log("error", "privacy-watch", { request: id, ...safeError(error) });
      return null;
    });
    if (outcome?.ok && !outcome.replayed) done += 1;
  }
  return done;
}

/**
 * Presses for what is near its end, marks what is late once and for ever, lets lapse what nobody has proven for long, ends
 * closings whose accounts are closed, and destroys words nobody ever proved to be his, in every programme. Unproven
 * requests are watched like all others. Gives how many it touched.
 */
export async function watchRequests(runtime: Runtime, run: Run): Promise<number> {
  const now = runtime.clock();
  const { nearHours, lapseDays, unprovenKeepDays } = PRIVACY_POLICY;
  const { rows: pressing } = await runtime.pool.query<Due>(
    `select id, programme_id, case when due_at < $1::timestamptz then 'late' else 'near' end as step from privacy_requests
     where ended_at is null and paused_since is null and ((due_at < $1::timestamptz and not late) or (near_told_at is null
       and due_at - make_interval(hours => $2) < $1::timestamptz and due_at >= $1::timestamptz))
     order by due_at, id limit ${BATCH}`,
    [now, nearHours],
  );
  const pressed = await each(runtime, pressing, escalateRequest, run);
  const { rows: old } = await runtime.pool.query<Due>(
    `select id, programme_id, 'lapse' as step from privacy_requests where state = 'received'
       and coalesce(papers_asked_at, registered_at) < $1::timestamptz - make_interval(days => $2)
     order by registered_at, id limit ${BATCH}`,
    [now, lapseDays],
  );
  const lapsed = await each(runtime, old, expireRequest, run);
  const { rows: closed } = await runtime.pool.query<Due>(CLOSED);
  const { rows: kept } = await runtime.pool.query<Due>(KEPT, [now, unprovenKeepDays]);
  const finished = await each(runtime, closed, finishClosing, run);
  return pressed + lapsed + finished + (await each(runtime, kept, deleteWords, run));
}

/** Requests to close whose last account is closed. */
const CLOSED = `select r.id, r.programme_id, 'closed' as step from privacy_requests r where r.state = 'working'
  and r.type = 'closure' and r.plan is not null and not exists (select from accounts a where a.customer_id = r.customer_id
    and a.programme_id = r.programme_id and a.status <> 'closed') order by r.due_at, r.id limit ${BATCH}`;
/** Requests that ended long ago and still have a key of their own. */
const KEPT = `select r.id, r.programme_id, 'words' as step from privacy_requests r
  where r.ended_at <= $1::timestamptz - make_interval(days => $2) and exists (select from subject_keys k
    where k.subject_id = r.id and k.subject_type = 'privacy-request') order by r.ended_at, r.id limit ${BATCH}`;
