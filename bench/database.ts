import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrateDatabase } from "@/db/migrate";
import type { Role, SystemActor } from "@/domain/identity/roles";
import { env } from "@/env";
import type { Principal } from "@/server/kernel/actor";
import { newId } from "@/server/kernel/new-id";
import { createRuntime, type Runtime } from "@/server/kernel/runtime";

const PROGRAMME = { programmeId: "bench", legalEntityId: "bench-company" } as const;

export type BenchHouse = {
  readonly url: string;
  readonly dataDir: string;
  readonly runtime: Runtime;
  readonly programme: typeof PROGRAMME;
  /** A new person of a role, signed in, with a fresh second factor. */
  person(role: Role): Promise<Principal & { kind: "person" }>;
  system(name: SystemActor): Principal;
};

/** Runs `work` in a migrated database of its own on the default server, with its own key ring, and drops both. */
export async function withBenchDatabase<T>(work: (house: BenchHouse) => Promise<T>): Promise<T> {
  const name = `bench_${newId().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: env().DATABASE_URL });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(env().DATABASE_URL);
  url.pathname = `/${name}`;
  const dataDir = await mkdtemp(join(tmpdir(), "hegui-bench-"));
  let runtime: Runtime | undefined;
  try {
    await migrateDatabase(url.toString());
    runtime = await createRuntime({ databaseUrl: url.toString(), dataDir, poolSize: 24 });
    return await work(await openBenchHouse(url.toString(), dataDir, runtime));
  } finally {
    await runtime?.pool.end();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function openBenchHouse(url: string, dataDir: string, runtime: Runtime): Promise<BenchHouse> {
  const { pool } = runtime;
  await pool.query("insert into legal_entities values ($1, $1, $1)", [PROGRAMME.legalEntityId]);
  await pool.query("insert into programmes values ($1, $2, $1, $1)", [PROGRAMME.programmeId, PROGRAMME.legalEntityId]);
  return {
    url,
    dataDir,
    runtime,
    programme: PROGRAMME,
    system: (name) => ({ kind: "system", name, programmeId: PROGRAMME.programmeId }),
    async person(role) {
      const [personId, sessionId] = [newId(), newId()];
      await pool.query(
        "insert into people (id, email, name_zh, name_en, password_hash, home_programme_id, created_at) values ($1, $2, $3, $3, 'x', $4, now())",
        [personId, `${personId}@bench.example`, role, PROGRAMME.programmeId],
      );
      await pool.query(
        "insert into role_grants (id, person_id, programme_id, role, granted_at, granted_by) values ($1, $2, $3, $4, now(), 'system:seed')",
        [newId(), personId, PROGRAMME.programmeId, role],
      );
      await pool.query(
        `insert into sessions (id, person_id, created_at, last_seen_at, expires_at, step_up_at, device)
         values ($1, $2, now(), now() + interval '1 day', now() + interval '1 day', now() + interval '1 hour', 'bench')`,
        [sessionId, personId],
      );
      // Roles that ask for a second factor are nothing without one.
      await pool.query("insert into totp_credentials (person_id, secret_sealed, confirmed_at) values ($1, '', now())", [
        personId,
      ]);
      return { kind: "person", personId, sessionId, programmeId: PROGRAMME.programmeId };
    },
  };
}
