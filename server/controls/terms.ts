import type { z } from "zod";
import { ALARMS, CONTROLS_POLICY } from "@/domain/controls/policy";
import { alarmDue } from "@/domain/controls/term";
import { type Instant, instant } from "@/domain/shared/time";
import { type Command, execute } from "@/server/kernel/command";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { REVIEW_DUE_SQL, REVIEW_ITEM } from "./after-review";
import { announceExpiry } from "./commands/announce-expiry";
import { escalateReview } from "./commands/escalate-review";
import { expireMeasure } from "./commands/expire-measure";

type Options = { readonly requestId: string; readonly signal?: AbortSignal };

const BATCH = 200;

/** What a live measure's own term is: of a secret one the term kept behind the wall. */
const TERM = "coalesce(t.expires_at, m.expires_at)";
const HOURS_LATE = `floor(extract(epoch from $1::timestamptz - ${TERM}) / 3600)::integer`;
const LIVE = `m.state in ('instructed', 'in-force', 'release-proposed')`;

/** Runs one command as the worker: true where it did something now. A failure of one does not keep the others. */
async function once<I extends z.ZodType, R>(
  runtime: Runtime,
  what: Command<I, R>,
  one: { readonly programmeId: string; readonly input: unknown; readonly key: string; readonly requestId: string },
): Promise<boolean> {
  const principal = { kind: "system", name: "system:worker", programmeId: one.programmeId } as const;
  try {
    const outcome = await execute(runtime, what, { ...one, principal });
    return outcome.ok && !outcome.replayed;
  } catch (error) {
    log("error", "controls-terms", { key: one.key, ...safeError(error) });
    return false;
  }
}

/**
 * Ends every measure whose term is over, in every programme, the longest over first. What a stopped worker missed is ended
 * late and recorded as ended at its own moment; two workers at once end each measure once. Gives how many it ended.
 */
export async function expireMeasures(runtime: Runtime, { requestId, signal }: Options): Promise<number> {
  let ended = 0;
  let after = { at: "-infinity", id: "00000000-0000-0000-0000-000000000000" };
  for (;;) {
    const { rows } = await runtime.pool.query<{ id: string; programme_id: string; at: string; late: number }>(
      `select m.id, m.programme_id, ${TERM}::text as at, ${HOURS_LATE} as late from measures m
         left join measure_secrets t on t.measure_id = m.id
       where ${LIVE} and m.lift_reason_code is null and ${TERM} <= $1::timestamptz
         and (${TERM}, m.id) > ($2::timestamptz, $3::uuid) order by ${TERM}, m.id limit ${BATCH}`,
      [runtime.clock(), after.at, after.id],
    );
    for (const row of rows) {
      if (signal?.aborted) return ended;
      const input = { measureId: row.id };
      // An end the core turned down is tried again each hour.
      const key = `lapse:${row.id}:${row.at}:${row.late}`;
      if (await once(runtime, expireMeasure, { programmeId: row.programme_id, input, key, requestId })) ended += 1;
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return ended;
    after = { at: last.at, id: last.id };
  }
}

/** Tells the officers of terms about to end, once at each of the house's distances. An order's own desk tells of its own. */
export async function announceExpiries(runtime: Runtime, { requestId, signal }: Options): Promise<number> {
  const now = runtime.clock() as Instant;
  const { rows } = await runtime.pool.query<{ id: string; programme_id: string; starts: Date; ends: Date }>(
    `select m.id, m.programme_id, coalesce(m.starts_at, m.requested_at) as starts, m.expires_at as ends from measures m
     where ${LIVE} and m.source <> 'authority' and m.lift_reason_code is null and m.expires_at > $1::timestamptz
       and m.expires_at <= $1::timestamptz + make_interval(days => $2) order by m.expires_at`,
    [now, ALARMS.days[0]],
  );
  let told = 0;
  for (const row of rows) {
    if (signal?.aborted) break;
    const expiresAt = instant(row.ends.toISOString());
    const stage = alarmDue({ startsAt: instant(row.starts.toISOString()), expiresAt }, now);
    if (stage === null) continue;
    const input = { measureId: row.id, expiresAt };
    const key = `alarm:${row.id}:${expiresAt}:${stage}`;
    if (await once(runtime, announceExpiry, { programmeId: row.programme_id, input, key, requestId })) told += 1;
  }
  return told;
}

/** Presses for every overdue look, once at its due moment and again each day it stays undone. Ends nothing. */
export async function escalateReviews(runtime: Runtime, { requestId, signal }: Options): Promise<number> {
  const { rows } = await runtime.pool.query<{ subject_id: string; programme_id: string; again: number }>(
    `select subject_id, programme_id,
       floor(extract(epoch from $1::timestamptz - ${REVIEW_DUE_SQL}) / 3600 / $3)::integer as again
     from work_items where kind = $2 and state = 'open' and ${REVIEW_DUE_SQL} <= $1::timestamptz order by id limit 1000`,
    [runtime.clock(), REVIEW_ITEM, CONTROLS_POLICY.escalateEveryHours],
  );
  let pressed = 0;
  for (const { subject_id: measureId, programme_id: programmeId, again } of rows) {
    if (signal?.aborted) break;
    const key = `press:${measureId}:${again}`;
    if (await once(runtime, escalateReview, { programmeId, input: { measureId }, key, requestId })) pressed += 1;
  }
  return pressed;
}
