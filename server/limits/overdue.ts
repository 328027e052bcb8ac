import { LIMITS_POLICY } from "@/domain/limits/policy";
import { execute } from "@/server/kernel/command";
import type { ScheduledJob } from "@/server/kernel/jobs";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { announceEnding } from "./commands/announce-ending";
import { expireAdjustment } from "./commands/expire-adjustment";
import { lapseAdjustment } from "./commands/lapse-adjustment";
import { lapseDecisions } from "./commands/lapse-decisions";
import { RAISE_KIND } from "./raise";

const BATCH = 200;
type Context = { readonly runtime: Runtime; readonly requestId: string; readonly signal: AbortSignal };

const worker = (programmeId: string) => ({ kind: "system", name: "system:worker", programmeId }) as const;

/** Runs one command for each of the rows; one that fails does not keep the others. Gives how many did something. */
async function each<Row>(
  { signal }: Context,
  rows: readonly Row[],
  run: (row: Row) => Promise<{ readonly ok: boolean }>,
): Promise<number> {
  let done = 0;
  for (const row of rows) {
    if (signal.aborted) break;
    const outcome = await run(row).catch((error: unknown) => {
      log("error", "limits-schedule", safeError(error));
      return null;
    });
    if (outcome?.ok) done += 1;
  }
  return done;
}

/** Takes reservations nobody spoke of in time out of the counters, in every programme. Gives of how many customers. */
export async function lapseReservations(context: Context): Promise<number> {
  const { runtime, requestId } = context;
  const { rows } = await runtime.pool.query<{ programme_id: string; customers: string[] }>(
    `select programme_id, array_agg(customer_id::text) as customers from (
       select distinct programme_id, customer_id from decisions where state = 'reserved' and reserved_until <= $1::timestamptz limit ${BATCH}) as due
     group by programme_id`,
    [runtime.clock()],
  );
  return each(context, rows, (row) =>
    execute(runtime, lapseDecisions, {
      principal: worker(row.programme_id),
      input: { customerIds: row.customers },
      key: `lapse:${newId()}`,
      requestId,
    }),
  );
}

/** Tells of raises that end soon, ends those whose time is over, and proposals nobody decided in time. */
export async function expireAdjustments(context: Context): Promise<number> {
  const { runtime, requestId } = context;
  const { rows: due } = await runtime.pool.query<{ id: string; programme_id: string }>(
    `select id, programme_id from limit_adjustments where state = 'in-force' and ends_at <= $1::timestamptz order by ends_at limit ${BATCH}`,
    [runtime.clock()],
  );
  const { rows: undecided } = await runtime.pool.query<{ id: string; programme_id: string }>(
    `select id, programme_id from approvals where status = 'pending' and kind = $1 and expires_at <= $2::timestamptz
     order by expires_at limit ${BATCH}`,
    [RAISE_KIND, runtime.clock()],
  );
  const { rows: ending } = await runtime.pool.query<{ id: string; programme_id: string }>(
    `select id, programme_id from limit_adjustments where state = 'in-force' and direction = 'raised' and ending_told_at is null
       and ends_at > $1::timestamptz and ends_at <= $1::timestamptz + make_interval(days => $2)
       and started_at < ends_at - make_interval(days => $2) order by ends_at limit ${BATCH}`,
    [runtime.clock(), LIMITS_POLICY.tellDaysBefore],
  );
  const told = await each(context, ending, ({ id, programme_id }) =>
    execute(runtime, announceEnding, {
      principal: worker(programme_id),
      input: { adjustmentId: id },
      key: `limit-ending:${id}`,
      requestId,
    }),
  );
  const ended = await each(context, due, ({ id, programme_id }) =>
    execute(runtime, expireAdjustment, {
      principal: worker(programme_id),
      input: { adjustmentId: id },
      key: `limit-expire:${id}`,
      requestId,
    }),
  );
  const lapsed = await each(context, undecided, ({ id, programme_id }) =>
    execute(runtime, lapseAdjustment, {
      principal: worker(programme_id),
      input: { approvalId: id },
      key: `limit-lapse:${id}`,
      requestId,
    }),
  );
  return told + ended + lapsed;
}

export const limitsSchedules: ScheduledJob[] = [
  { name: "limits-lapse-reservations", cron: "* * * * *", run: lapseReservations },
  { name: "limits-expire-adjustments", cron: "* * * * *", run: expireAdjustments },
];
