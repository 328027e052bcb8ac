import { toInstant } from "@/db/schema/columns";
import { alarmDue } from "@/domain/orders/alarms";
import { ORDERS_POLICY } from "@/domain/orders/policy";
import { execute } from "@/server/kernel/command";
import { handler, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import type { Runtime } from "@/server/kernel/runtime";
import { advanceQueue } from "./commands/advance-queue";
import { raiseReview } from "./commands/raise-review";
import { alarmOrder } from "./commands/watch-order";
import { accountLetGo } from "./events";
import "./settle";

type Work = { readonly runtime: Runtime; readonly requestId: string; readonly signal: AbortSignal };

const BATCH = 500;
const system = (programmeId: string) => ({ kind: "system", name: "system:worker", programmeId }) as const;

type Ending = {
  readonly id: string;
  readonly programme_id: string;
  readonly term_unit: "hours" | "days" | "months" | "years" | "until";
  readonly ends_at: Date;
  readonly alarmed: string | null;
};

/** Orders about to end, of which an alarm is due that has not rung. */
async function alarmsDue({ runtime }: Work): Promise<readonly { id: string; programme_id: string }[]> {
  const now = runtime.clock();
  const { rows } = await runtime.pool.query<Ending>(
    `select id, programme_id, term_unit, ends_at, alarmed from orders where state in ('registered', 'in-force')
       and term_unit is not null and ends_at > $1::timestamptz and ends_at <= $1::timestamptz + make_interval(days => $2)
     order by ends_at, id limit ${BATCH}`,
    [now, Math.max(...ORDERS_POLICY.alarmDays) + 1],
  );
  return rows.filter((row) => {
    const unit = row.term_unit === "hours" ? "hours" : "days";
    const alarm = alarmDue({ unit, endsAt: toInstant(row.ends_at) }, now, ORDERS_POLICY);
    return alarm !== null && `${alarm.unit}-${alarm.count}` !== row.alarmed;
  });
}

/** Reviews that nobody made in time and nobody was told of. */
async function reviewsOverdue({ runtime }: Work): Promise<readonly { id: string; programme_id: string }[]> {
  const { rows } = await runtime.pool.query<{ id: string; programme_id: string }>(
    `select subject_id as id, programme_id from work_items where kind = 'order-review' and state = 'open' and priority < 2
       and due_at < $1::timestamptz order by due_at, id limit ${BATCH}`,
    [runtime.clock()],
  );
  return rows;
}

/** Rings the alarms of orders that are about to end, and raises reviews that nobody made in time, in every programme. */
export async function ringAlarms(work: Work): Promise<number> {
  const { runtime, requestId, signal } = work;
  const todo = [
    ...(await alarmsDue(work)).map((order) => ({ ...order, cmd: alarmOrder })),
    ...(await reviewsOverdue(work)).map((order) => ({ ...order, cmd: raiseReview })),
  ];
  let done = 0;
  for (const { id, programme_id, cmd } of todo) {
    if (signal.aborted) return done;
    const call = { principal: system(programme_id), input: { orderId: id }, key: `${requestId}:${id}`, requestId };
    const outcome = await execute<typeof cmd.input, unknown>(runtime, cmd, call);
    if (outcome.ok) done += 1;
  }
  return done;
}

/** Moves the waiting lists on, of accounts that nothing holds any more or soon nothing will, in every programme. */
export async function moveQueues({ runtime, requestId, signal }: Work): Promise<number> {
  const { rows } = await runtime.pool.query<{ account_id: string; programme_id: string }>(
    `select distinct o.account_id, o.programme_id
     from (select account_id, programme_id, clearance from orders where state = 'queued'
       union all select account_id, programme_id, 'general' from electronic_orders where state = 'queued') o
     where not exists (
       select from measures m left join measure_secrets s on s.measure_id = m.id
       where m.account_id = o.account_id and m.state in ('instructed', 'in-force')
         and (m.source = 'authority' and m.kind = 'freeze' or o.clearance = 'suspicion' and s.kind = 'freeze')
         and (coalesce(s.expires_at, m.expires_at) is null
           or coalesce(s.expires_at, m.expires_at) > $1::timestamptz + make_interval(secs => $2)
           or exists (select from order_acts a join orders h on h.id = a.order_id
             where a.measure_id = m.id and h.term_unit = 'hours' and h.ends_at > $1::timestamptz)))
     order by o.account_id limit ${BATCH}`,
    [runtime.clock(), ORDERS_POLICY.takeOverAheadSeconds],
  );
  let done = 0;
  for (const { account_id, programme_id } of rows) {
    if (signal.aborted) return done;
    const key = `${requestId}:${account_id}`;
    const call = { principal: system(programme_id), input: { accountId: account_id }, key, requestId };
    const outcome = await execute(runtime, advanceQueue, call);
    if (outcome.ok) done += 1;
  }
  return done;
}

export const ordersHandlers: readonly JobHandler[] = [
  handler(accountLetGo, async ({ runtime, principal, eventId, requestId }, { accountId }) => {
    const { rows } = await runtime.pool.query(
      `select from orders where account_id = $1 and state = 'queued'
       union all select from electronic_orders where account_id = $1 and state = 'queued' limit 1`,
      [accountId],
    );
    if (rows.length === 0) return;
    await execute(runtime, advanceQueue, { principal, input: { accountId }, key: eventId, requestId });
  }),
];

export const ordersSchedules: readonly ScheduledJob[] = [
  { name: "orders-alarm", cron: "*/5 * * * *", run: (work) => ringAlarms(work) },
  { name: "orders-queue", cron: "* * * * *", run: (work) => moveQueues(work) },
];
