import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { DELIVERIES_LIST, deliveryDetail, deliveryRow, endpointRow, keyRow } from "@/domain/connections/schema";
import { knownScopes } from "@/domain/connections/scopes";
import { listInput, listOutput } from "@/domain/shared/list";
import { notFound } from "@/server/kernel/errors";
import { type ListSql, runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

type KeySql = {
  id: string;
  name: string;
  source: string;
  scopes: unknown;
  addresses: unknown;
  state: "live" | "expired" | "revoked";
  expires_at: string;
  created_at: string;
  name_zh: string | null;
  name_en: string | null;
  rotated_at: string | null;
  previous_until: string | null;
  revoked_at: string | null;
  last_used_at: string | null;
};

/** Every key of the programme, newest first. Never a secret, nor a hash of one. */
export const keysQuery = query({
  name: "connections.keys.list",
  permission: "connections.read",
  clearance: "general",
  input: z.object({}),
  output: z.object({ keys: z.array(keyRow) }),
  async resolve({ tx, actor, now }) {
    const { rows } =
      await tx.execute<KeySql>(sql`select k.id, k.name, k.source, k.scopes, k.addresses, k.expires_at, k.created_at,
        p.name_zh, p.name_en, k.rotated_at, case when k.previous_until > ${now}::timestamptz then k.previous_until end as previous_until,
        k.revoked_at, k.last_used_at,
        case when k.revoked_at is not null then 'revoked' when k.expires_at <= ${now}::timestamptz then 'expired' else 'live' end as state
      from api_keys k left join people p on k.created_by = 'person:' || p.id
      where k.programme_id = ${actor.programmeId} order by k.created_at desc, k.id desc limit 200`);
    return {
      keys: rows.map((row) => ({
        id: row.id,
        name: row.name,
        source: row.source,
        scopes: [...knownScopes(row.scopes)],
        addresses: texts(row.addresses),
        state: row.state,
        expiresAt: toInstant(row.expires_at),
        createdAt: toInstant(row.created_at),
        createdBy: row.name_zh === null ? null : { zh: row.name_zh, en: row.name_en ?? row.name_zh },
        rotatedAt: toInstantOrNull(row.rotated_at),
        previousUntil: toInstantOrNull(row.previous_until),
        revokedAt: toInstantOrNull(row.revoked_at),
        lastUsedAt: toInstantOrNull(row.last_used_at),
      })),
    };
  },
});

type EndpointSql = {
  id: string;
  name: string;
  url: string;
  kinds: unknown;
  state: "active" | "disabled" | "suspended";
  failing_since: string | null;
  previous_until: string | null;
  created_at: string;
  delivered: number;
  pending: number;
  dead: number;
};

/** Every endpoint of the programme, with how its deliveries stand. Never a secret. */
export const endpointsQuery = query({
  name: "connections.endpoints.list",
  permission: "connections.read",
  clearance: "general",
  input: z.object({}),
  output: z.object({ endpoints: z.array(endpointRow) }),
  async resolve({ tx, actor, now }) {
    const { rows } =
      await tx.execute<EndpointSql>(sql`select e.id, e.name, e.url, e.kinds, e.state, e.failing_since, e.created_at,
        case when e.previous_until > ${now}::timestamptz then e.previous_until end as previous_until,
        count(d.id) filter (where d.state = 'delivered')::int as delivered,
        count(d.id) filter (where d.state = 'pending')::int as pending, count(d.id) filter (where d.state = 'dead')::int as dead
      from webhook_endpoints e left join webhook_deliveries d on d.endpoint_id = e.id
      where e.programme_id = ${actor.programmeId} and e.state <> 'deleted'
      group by e.id order by e.created_at desc, e.id desc`);
    return {
      endpoints: rows.map((row) => ({
        id: row.id,
        name: row.name,
        url: row.url,
        kinds: texts(row.kinds),
        state: row.state,
        failingSince: toInstantOrNull(row.failing_since),
        previousUntil: toInstantOrNull(row.previous_until),
        createdAt: toInstant(row.created_at),
        delivered: row.delivered,
        pending: row.pending,
        dead: row.dead,
      })),
    };
  },
});

type DeliverySql = {
  id: string;
  event_id: string;
  endpoint_id: string;
  endpoint_name: string;
  kind: string;
  state: "pending" | "delivered" | "dead";
  attempts: number;
  next_at: string;
  last_status: number | null;
  last_problem: string | null;
  created_at: string;
  ended_at: string | null;
};

const DELIVERY = sql`d.id, d.event_id, d.endpoint_id, e.name as endpoint_name, d.kind, d.state, d.attempts, d.next_at, d.last_status,
  d.last_problem, d.created_at, d.ended_at`;

const deliveryOf = (row: DeliverySql) => ({
  id: row.id,
  eventId: row.event_id,
  endpoint: { id: row.endpoint_id, name: row.endpoint_name },
  kind: row.kind,
  state: row.state,
  attempts: row.attempts,
  nextAt: row.state === "pending" ? toInstant(row.next_at) : null,
  lastStatus: row.last_status,
  lastProblem: row.last_problem,
  createdAt: toInstant(row.created_at),
  endedAt: toInstantOrNull(row.ended_at),
});

const deliveriesSql: ListSql<typeof DELIVERIES_LIST> = {
  filters: { endpoint: sql`d.endpoint_id`, state: sql`d.state`, kind: sql`d.kind` },
  sorts: { createdAt: { by: sql`d.created_at`, type: "timestamptz" } },
  id: sql`d.id`,
};

/** The delivery log, newest first. */
export const deliveriesQuery = query({
  name: "connections.deliveries.list",
  permission: "connections.read",
  clearance: "general",
  input: listInput(DELIVERIES_LIST),
  output: listOutput(deliveryRow),
  async resolve({ tx, actor }, input) {
    const page = await runList<typeof DELIVERIES_LIST, DeliverySql>(tx, DELIVERIES_LIST, input, {
      select: DELIVERY,
      from: sql`webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id`,
      where: [sql`d.programme_id = ${actor.programmeId}`],
      map: deliveriesSql,
    });
    return { ...page, rows: page.rows.map(deliveryOf) };
  },
});

type AttemptSql = {
  id: string;
  at: string;
  status: number | null;
  problem: string | null;
  duration_ms: number;
  response_head: string | null;
};

/** One delivery: what was sent, and every attempt with what came back. */
export const deliveryQuery = query({
  name: "connections.delivery.detail",
  permission: "connections.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: deliveryDetail,
  async resolve({ tx, actor }, { id }) {
    const { rows } = await tx.execute<DeliverySql & { payload: unknown }>(sql`select ${DELIVERY}, d.payload
      from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
      where d.id = ${id}::uuid and d.programme_id = ${actor.programmeId}`);
    const row = rows[0] ?? notFound();
    const attempts = await tx.execute<AttemptSql>(sql`select id, at, status, problem, duration_ms, response_head
      from webhook_attempts where delivery_id = ${id}::uuid order by at desc, id desc limit 100`);
    return {
      ...deliveryOf(row),
      payload: JSON.stringify(row.payload, null, 2),
      log: attempts.rows.map((one) => ({
        id: one.id,
        at: toInstant(one.at),
        status: one.status,
        problem: one.problem,
        durationMs: one.duration_ms,
        responseHead: one.response_head,
      })),
    };
  },
});
