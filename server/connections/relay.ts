import { sql } from "drizzle-orm";
import { type Entry, NEWS_ENTRIES, newsOf } from "@/domain/connections/events";
import { CONNECTIONS_POLICY, waitAfter } from "@/domain/connections/policy";
import { addDuration, epochMilliseconds } from "@/domain/shared/time";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import type { Attempt, Outgoing } from "./adapters/webhook-sender";
import { suspendEndpoint } from "./commands/suspend-endpoint";
import { signedHeaders } from "./endpoint-secret";

/** Leaves of the log looked at for an endpoint in one go. */
const LEAVES = 1_000;
/** Deliveries taken up in one go; they are sent side by side. */
const AT_ONCE = 16;
/** A delivery taken up and never heard of again, because its worker died, is taken up anew after so long. */
const LEASE_SECONDS = 60;

const worker = (programmeId: string): Principal => ({ kind: "system", name: "system:worker", programmeId });

type Leaf = { leaf_index: string; leaf: string };
type Waiting = { kinds: unknown; position: string };

/**
 * Makes news of what was sealed into the general log since each endpoint last looked: every entry once, in order, however
 * many workers do it. Gives how many deliveries were made.
 */
export async function spreadNews(runtime: Runtime): Promise<number> {
  const { rows } = await runtime.pool.query<{ id: string; programme_id: string }>(
    `select e.id, e.programme_id from webhook_endpoints e where e.state in ('active', 'suspended') and exists (
       select from audit_leaves l where l.log = e.programme_id || '.general' and l.leaf_index >= e.position)`,
  );
  let made = 0;
  for (const { id, programme_id } of rows) {
    for (let more = true; more; ) {
      const step = await spreadTo(runtime, worker(programme_id), id);
      made += step.made;
      more = step.more;
    }
  }
  return made;
}

function spreadTo(
  runtime: Runtime,
  principal: Principal,
  endpointId: string,
): Promise<{ made: number; more: boolean }> {
  return inScope(runtime, principal, "write", async ({ tx, actor, now }) => {
    const waiting = await tx.execute<Waiting>(sql`select kinds, position from webhook_endpoints
      where id = ${endpointId}::uuid and state in ('active', 'suspended') for update skip locked`);
    const endpoint = waiting.rows[0];
    if (!endpoint) return { keep: false, value: { made: 0, more: false } };
    const { rows: leaves } = await tx.execute<Leaf>(sql`select l.leaf_index, e.leaf from audit_leaves l
      join audit_entries e on e.id = l.entry_id where l.log = ${`${actor.programmeId}.general`}
      and l.leaf_index >= ${endpoint.position}::int8 order by l.leaf_index limit ${LEAVES}`);
    const last = leaves.at(-1);
    if (!last) return { keep: false, value: { made: 0, more: false } };
    const kinds = Array.isArray(endpoint.kinds) ? (endpoint.kinds as string[]) : [];
    const entries = leaves.map(({ leaf }) => JSON.parse(leaf) as Entry);
    const spoken = await openlySpoken(tx, entries);
    const news = spoken.flatMap((entry) => newsOf(entry, kinds).map((one) => ({ eventId: entry.id, one })));
    for (const { eventId, one } of news) {
      await tx.execute(sql`insert into webhook_deliveries (id, programme_id, legal_entity_id, endpoint_id, event_id, kind,
          payload, state, next_at, created_at)
        values (${newId()}, ${actor.programmeId}, ${actor.legalEntityId}, ${endpointId}::uuid, ${eventId}::uuid, ${one.type},
          ${JSON.stringify(one)}::jsonb, 'pending', ${now}::timestamptz, ${now}::timestamptz) on conflict do nothing`);
    }
    await tx.execute(
      sql`update webhook_endpoints set position = ${last.leaf_index}::int8 + 1 where id = ${endpointId}::uuid`,
    );
    return { keep: true, value: { made: news.length, more: leaves.length === LEAVES } };
  });
}

type Tx = Parameters<Parameters<typeof inScope>[3]>[0]["tx"];

/** Entries that may be told of: none about a measure that suspicion touches. */
async function openlySpoken(tx: Tx, entries: readonly Entry[]): Promise<readonly Entry[]> {
  const telling = entries.filter(({ kind }) => NEWS_ENTRIES.includes(kind));
  const measures = telling.filter(({ subject }) => subject.type === "measure").map(({ subject }) => subject.id);
  if (measures.length === 0) return telling;
  const { rows } = await tx.execute<{ id: string }>(
    sql`select id from measures where id = any(${`{${measures.join(",")}}`}::uuid[]) and clearance = 'general'`,
  );
  const open = new Set(rows.map(({ id }) => id));
  return telling.filter(({ subject }) => subject.type !== "measure" || open.has(subject.id));
}

type Due = {
  id: string;
  programme_id: string;
  endpoint_id: string;
  round: number;
  payload: unknown;
  url: string;
  secret_cipher: Buffer;
  previous_cipher: Buffer | null;
};

export type Send = (outgoing: Outgoing) => Promise<Attempt>;

/** Sends what is due, side by side, and keeps how each went. Gives how many were tried. */
export async function deliverDue(runtime: Runtime, send: Send): Promise<number> {
  const now = runtime.clock();
  const { rows } = await runtime.pool.query<Due>(
    `with due as (select d.id from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
       where d.state = 'pending' and d.next_at <= $1::timestamptz and e.state = 'active'
       order by d.next_at limit $2 for update of d skip locked)
     update webhook_deliveries d set next_at = $1::timestamptz + make_interval(secs => $3), attempts = d.attempts + 1, round = d.round + 1
     from due, webhook_endpoints e where d.id = due.id and e.id = d.endpoint_id
     returning d.id, d.programme_id, d.endpoint_id, d.round, d.payload, e.url, e.secret_cipher,
       case when e.previous_until > $1::timestamptz then e.previous_cipher end as previous_cipher`,
    [now, AT_ONCE, LEASE_SECONDS],
  );
  await Promise.all(rows.map((due) => deliverOne(runtime, due, send)));
  return rows.length;
}

async function deliverOne(runtime: Runtime, due: Due, send: Send): Promise<void> {
  const body = JSON.stringify(due.payload);
  const at = new Date(epochMilliseconds(runtime.clock()));
  const ciphers = [due.secret_cipher, ...(due.previous_cipher ? [due.previous_cipher] : [])];
  const headers = signedHeaders(runtime.keyRing, due.endpoint_id, ciphers, { id: due.id, at, body });
  const attempt = await send({ url: due.url, headers, body });
  const suspend = await inScope(runtime, worker(due.programme_id), "write", async (scope) => ({
    keep: true,
    value: await keepAttempt(scope, due, attempt),
  }));
  if (suspend) {
    await execute(runtime, suspendEndpoint, {
      principal: worker(due.programme_id),
      input: { endpointId: due.endpoint_id },
      key: `suspend:${due.id}:${due.round}`,
      requestId: newId(),
    });
  }
}

/** Keeps an attempt and what follows from it. True when the endpoint has failed for too long. */
async function keepAttempt(
  { tx, actor, now, newId: id }: Parameters<Parameters<typeof inScope>[3]>[0],
  due: Due,
  { status, problem, durationMs, responseHead }: Attempt,
): Promise<boolean> {
  await tx.execute(sql`insert into webhook_attempts (id, programme_id, legal_entity_id, delivery_id, at, status, problem,
      duration_ms, response_head)
    values (${id()}, ${actor.programmeId}, ${actor.legalEntityId}, ${due.id}::uuid, ${now}::timestamptz, ${status}, ${problem},
      ${durationMs}, ${responseHead})`);
  const wait = problem === null ? null : waitAfter(due.round);
  const state = problem === null ? "delivered" : wait === null ? "dead" : "pending";
  const next = wait === null ? now : addDuration(now, { seconds: wait });
  await tx.execute(sql`update webhook_deliveries set state = ${state}, last_status = ${status}, last_problem = ${problem},
    next_at = ${next}::timestamptz, ended_at = case when ${state !== "pending"} then ${now}::timestamptz end
    where id = ${due.id}::uuid and state = 'pending'`);
  if (problem === null) {
    await tx.execute(sql`update webhook_endpoints set failing_since = null
      where id = ${due.endpoint_id}::uuid and failing_since is not null`);
    return false;
  }
  const { rows } = await tx.execute<{ long: boolean }>(sql`update webhook_endpoints
    set failing_since = coalesce(failing_since, ${now}::timestamptz) where id = ${due.endpoint_id}::uuid and state = 'active'
    returning failing_since <= ${now}::timestamptz - make_interval(hours => ${CONNECTIONS_POLICY.suspendAfterHours}) as long`);
  return rows[0]?.long ?? false;
}
