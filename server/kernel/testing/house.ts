import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import type { z } from "zod";
import { ROLE_NAMES, type Role, type SystemActor } from "@/domain/identity/roles";
import { type Instant, instant } from "@/domain/shared/time";
import type { Principal } from "../actor";
import { type Command, execute, type Outcome } from "../command";
import { seal } from "../crypto/envelope";
import type { KeyRing } from "../crypto/key-ring";
import { configureLog } from "../logger";
import { newId } from "../new-id";
import { ask, type Query } from "../query";
import { createRuntime, type Runtime } from "../runtime";

export const PAY = { programmeId: "pay", legalEntityId: "hengchuan-pay" } as const;
/** Another programme of another company: nothing of it may be reachable from `pay`. */
export const MALL = { programmeId: "mall", legalEntityId: "hengchuan-mall" } as const;

export type Programme = typeof PAY | typeof MALL;

export type House = Awaited<ReturnType<typeof openHouse>>;

const PATIENT_MS = 120_000;

/** Settable time; starts on Friday 2026-10-09, 14:32 in Shanghai. */
function testClock() {
  let now: Instant = instant("2026-10-09T14:32:00+08:00");
  const set = (text: string): void => {
    now = instant(text);
  };
  return { now: () => now, set };
}

async function cloneDatabase(clusterUrl: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `t_${newId().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: clusterUrl });
  await admin.connect();
  await admin.query(`create database ${name} template hegui_template strategy file_copy`);
  await admin.end();
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  const drop = async () => {
    const client = new pg.Client({ connectionString: clusterUrl });
    await client.connect();
    await client.query(`drop database if exists ${name} with (force)`);
    await client.end();
  };
  return { url: url.toString(), drop };
}

/** A sealed shared secret nobody knows, where the one-time codes of a person look for it. */
const unknownSecret = (keyRing: KeyRing, personId: string): Buffer =>
  seal("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", keyRing.purposeKey("totp"), newId(), {
    table: "totp_credentials",
    column: "secret_sealed",
    rowId: personId,
  });

async function seedPeople(
  { pool, keyRing }: Runtime,
  now: Instant,
): Promise<Map<string, Principal & { kind: "person" }>> {
  const principals = new Map<string, Principal & { kind: "person" }>();
  for (const programme of [PAY, MALL]) {
    await pool.query("insert into legal_entities values ($1, $1, $1) on conflict do nothing", [
      programme.legalEntityId,
    ]);
    await pool.query("insert into programmes values ($1, $2, $1, $1) on conflict do nothing", [
      programme.programmeId,
      programme.legalEntityId,
    ]);
    for (const role of ROLE_NAMES) {
      for (const suffix of ["", "-2"]) {
        const personId = newId();
        const sessionId = newId();
        await pool.query(
          "insert into people (id, email, name_zh, name_en, password_hash, home_programme_id, created_at) values ($1, $2, $3, $3, 'x', $4, $5)",
          [
            personId,
            `${role}${suffix}@${programme.programmeId}.example`,
            `${role}${suffix}`,
            programme.programmeId,
            now,
          ],
        );
        await pool.query(
          "insert into role_grants (id, person_id, programme_id, role, granted_at, granted_by) values ($1, $2, $3, $4, $5, 'system:seed')",
          [newId(), personId, programme.programmeId, role, now],
        );
        await pool.query(
          "insert into sessions (id, person_id, created_at, last_seen_at, expires_at, device) values ($1, $2, $3, '2100-01-01', '2100-01-01', 'test')",
          [sessionId, personId, now],
        );
        // A second factor, as roles ask for; codes of it are never given here.
        await pool.query("insert into totp_credentials (person_id, secret_sealed, confirmed_at) values ($1, $2, $3)", [
          personId,
          unknownSecret(keyRing, personId),
          now,
        ]);
        principals.set(`${programme.programmeId}/${role}${suffix}`, {
          kind: "person",
          personId,
          sessionId,
          programmeId: programme.programmeId,
        });
      }
    }
  }
  return principals;
}

/**
 * A house for one test file: its own database cloned from the template, two programmes of two companies, two people per
 * role in each (`as(role)`, `as(role, { second: true })`), a settable clock, and the ways in. Call `close` in afterAll.
 */
export async function openHouse() {
  configureLog("silent");
  const { url, drop } = await cloneDatabase(inject("clusterUrl"));
  const dataDir = await mkdtemp(join(tmpdir(), "hegui-house-"));
  const clock = testClock();
  const made = await createRuntime({ databaseUrl: url, dataDir, poolSize: 24, clock: clock.now });
  // A test that has many wait for one another asks who is let through, not how long that takes on a busy machine.
  made.pool.options.connectionTimeoutMillis = PATIENT_MS;
  const runtime: Runtime = { ...made, patience: { statementMs: PATIENT_MS, lockMs: PATIENT_MS } };
  const principals = await seedPeople(runtime, clock.now());

  const as = (
    role: Role,
    options: { second?: boolean; programme?: Programme } = {},
  ): Principal & { kind: "person" } => {
    const key = `${(options.programme ?? PAY).programmeId}/${role}${options.second ? "-2" : ""}`;
    const principal = principals.get(key);
    if (!principal) throw new Error(`no ${key}`);
    return principal;
  };
  const system = (name: SystemActor, programme: Programme = PAY): Principal => ({
    kind: "system",
    name,
    programmeId: programme.programmeId,
  });

  return {
    url,
    dataDir,
    runtime,
    pool: runtime.pool,
    clock,
    as,
    system,
    /** Gives a person a fresh second factor now. */
    stepUp: async (principal: Principal & { kind: "person" }) => {
      await runtime.pool.query("update sessions set step_up_at = $2 where id = $1", [principal.sessionId, clock.now()]);
    },
    run: <I extends z.ZodType, R>(
      cmd: Command<I, R>,
      input: z.input<I>,
      options: { as: Principal; key?: string; requestId?: string },
    ): Promise<Outcome<R>> =>
      execute(runtime, cmd, {
        principal: options.as,
        input,
        key: options.key ?? newId(),
        requestId: options.requestId ?? newId(),
      }),
    ask: <I extends z.ZodType, O extends z.ZodType>(q: Query<I, O>, input: z.input<I>, options: { as: Principal }) =>
      ask(runtime, q, { principal: options.as, input, requestId: newId() }),
    /** Rows of any statement, as the owner: past every fence. */
    rows: async <R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> =>
      (await runtime.pool.query<R>(text, values)).rows,
    /** Jobs waiting under a topic, oldest first, as their payloads. */
    jobs: async (topic: string): Promise<{ eventId: string; programmeId: string; payload: unknown }[]> =>
      (
        await runtime.pool.query<{ payload: { eventId: string; programmeId: string; payload: unknown } }>(
          `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
           where t.identifier = $1 order by j.id`,
          [topic],
        )
      ).rows.map((row) => row.payload),
    /** A checksum per table but the audit log: equal before and after a refused command. */
    checksums: () => checksums(runtime.pool),
    close: async () => {
      await runtime.pool.end();
      await drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function checksums(pool: pg.Pool): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
     and not relispartition and relname not like 'audit_%' order by 1`,
  );
  const each = rows.map(
    ({ name }) =>
      `select '${name}' as name, coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from "${name}" t`,
  );
  const found = await pool.query<{ name: string; sum: string }>(each.join(" union all "));
  const sums = Object.fromEntries(found.rows.map(({ name, sum }) => [name, sum]));
  const jobs = await pool.query<{ n: string }>("select count(*)::text as n from graphile_worker._private_jobs");
  return { ...sums, "graphile_worker.jobs": jobs.rows[0]?.n ?? "" };
}
