import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { migrateDatabase } from "@/db/migrate";
import { remakeSchema } from "@/db/schema-version";
import { instant } from "@/domain/shared/time";
import { exportLines } from "@/server/audit/export-stream";
import { sealEverything } from "@/server/audit/testing";
import { customerDetailQuery } from "@/server/customers/queries";
import { execute } from "@/server/kernel/command";
import { seal } from "@/server/kernel/crypto/envelope";
import { configureLog } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import { ask } from "@/server/kernel/query";
import { createRuntime, type Runtime } from "@/server/kernel/runtime";
import { newSubjectKey } from "@/server/kernel/vault";
import { checkCandidate } from "@/server/reports/commands/check-candidate";
import { largeValueList } from "@/server/reports/queries";
import { worklistListQuery } from "@/server/worklist/queries";

/** Migrations of the first schema that anything was installed from. */
const FIRST = 6;
const NOW = instant("2026-10-09T14:32:00+08:00");
const PAY = ["pay", "hengchuan-pay"] as const;
const [OFFICER, SESSION, CUSTOMER, ACCOUNT, CANDIDATE] = Array.from({ length: 5 }, () => newId<"row">() as string);
const officer = { kind: "person", personId: OFFICER ?? "", sessionId: SESSION ?? "", programmeId: "pay" } as const;

let url: string;
let dataDir: string;
let before: Runtime;
let after: Runtime;
let counts: Record<string, number>;

async function admin(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("clusterUrl") });
  await client.connect();
  await client.query(text);
  await client.end();
}

/** A house as the first release knew it: people, a sealed customer, money over a line, work, a sealed audit log. */
async function fill({ pool, keyRing, blind }: Runtime): Promise<void> {
  const key = newSubjectKey(keyRing, { type: "customer", id: CUSTOMER ?? "", retentionClass: "identity" });
  const sealed = (table: string, column: string, rowId = "", plain = "") =>
    seal(plain, key.key, key.id, { table, column, rowId });
  const statements: readonly (readonly [string, readonly unknown[]])[] = [
    ["insert into legal_entities values ($2, '衡川支付', 'Hengchuan Pay'), ($1, $1, $1)", ["other", PAY[1]]],
    ["insert into programmes values ($1, $2, '支付', 'Pay')", PAY],
    [
      `insert into people (id, email, name_zh, name_en, password_hash, home_programme_id, created_at)
        values ($1, 'officer@hengchuan.example', '专员', 'Officer', 'x', 'pay', $2)`,
      [OFFICER, NOW],
    ],
    [
      `insert into role_grants (id, person_id, programme_id, role, granted_at, granted_by)
        values ($1, $2, 'pay', 'compliance-officer', $3, 'system:seed')`,
      [newId(), OFFICER, NOW],
    ],
    [
      `insert into sessions (id, person_id, created_at, last_seen_at, expires_at, device)
        values ($1, $2, $3, '2100-01-01', '2100-01-01', 'test')`,
      [SESSION, OFFICER, NOW],
    ],
    ["insert into totp_credentials (person_id, secret_sealed, confirmed_at) values ($1, 'x', $2)", [OFFICER, NOW]],
    [
      `insert into customers (id, programme_id, legal_entity_id, number, party_id, kind, name_sealed, since, status, created_at)
        values ($3, $1, $2, 'C-000001', $3, 'person', $4, '2026-01-05', 'active', $5)`,
      [...PAY, CUSTOMER, sealed("customers", "name_sealed", CUSTOMER, "周大样"), NOW],
    ],
    [
      `insert into subject_keys (id, programme_id, legal_entity_id, subject_type, subject_id, retention_class, key_version, wrapped, created_at)
        values ($3, $1, $2, 'customer', $4, 'identity', $5, $6, $7)`,
      [...PAY, key.id, CUSTOMER, key.keyVersion, key.wrapped, NOW],
    ],
    [
      `insert into blind_index (programme_id, legal_entity_id, kind, value, subject_type, subject_id, retention_class)
        values ($1, $2, 'name', $4, 'customer', $3, 'identity')`,
      [...PAY, CUSTOMER, blind("name", "周大样")],
    ],
    [
      `insert into accounts (id, programme_id, legal_entity_id, customer_id, number, core_number_sealed, account_class, currency, status, opened_on, created_at)
        values ($3, $1, $2, $4, 'A-000001', $5, 2, 'CNY', 'open', '2026-01-05', $6)`,
      [...PAY, ACCOUNT, CUSTOMER, sealed("accounts", "core_number_sealed", ACCOUNT, "9900000000000001"), NOW],
    ],
    [
      `insert into transactions (id, programme_id, legal_entity_id, customer_id, account_id, transfer_id, business_date, occurred_at, direction,
          kind, cash, cross_border, natural_person, same_name, amount_minor, currency, cny_minor, channel)
        values ($3, $1, $2, $4, $5, $3, '2026-10-08', '2026-10-08T02:00:00Z', 'in', 'transfer', false, false, true, false, 60000000, 'CNY', 60000000, 'app')`,
      [...PAY, newId(), CUSTOMER, ACCOUNT],
    ],
    [
      `insert into large_value_candidates (id, programme_id, legal_entity_id, number, party_id, customer_id, business_date, direction, rule_id, rule_version,
          met_by, cny_sum, cny_line, usd_line, transaction_count, unrated, single, final, state, due_on, due_at, provisional, found_at, recomputed_at)
        values ($3, $1, $2, 'LV-000001', $4, $4, '2026-10-08', 'in', 'law-hvt-natural-domestic', 1, 'cny', 60000000, 50000000, 10000000, 1, 0, true,
          true, 'open', '2026-10-14', '2026-10-14T16:00:00Z', false, $5, $5)`,
      [...PAY, CANDIDATE, CUSTOMER, NOW],
    ],
    [
      `insert into work_items (id, programme_id, legal_entity_id, clearance, kind, number, subject_type, subject_id, customer_id, state, opened_at, due_at, due_on)
        values ($3, $1, $2, 'general', 'large-value', 'LV-000001', 'large-value', $4, $5, 'open', $6, '2026-10-14T16:00:00Z', '2026-10-14')`,
      [...PAY, newId(), CANDIDATE, CUSTOMER, NOW],
    ],
  ];
  for (const [text, values] of statements) await pool.query(text, [...values]);
  for (let n = 0; n < 5; n += 1) {
    const [id, leaf] = [newId(), JSON.stringify({ v: 1, n, kind: "identity.session.start", at: NOW })];
    await pool.query(
      `insert into audit_entries (id, programme_id, legal_entity_id, log, clearance, at, actor_id, kind, outcome, subject_type, subject_id, leaf)
        values ($3, $1, $2, 'pay.general', 'general', $4, 'system:sign-in', 'identity.session.start', 'committed', 'session', $3::uuid::text, $5)`,
      [...PAY, id, NOW, leaf],
    );
  }
}

async function countRows(pool: pg.Pool, tables: readonly string[]): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from "${table}"`);
    found[table] = rows[0]?.n ?? 0;
  }
  return found;
}

beforeAll(async () => {
  configureLog("silent");
  const name = `upgrade_${newId().replaceAll("-", "")}`;
  await admin(`create database ${name}`);
  const place = new URL(inject("clusterUrl"));
  place.pathname = `/${name}`;
  url = place.toString();
  dataDir = await mkdtemp(join(tmpdir(), "hegui-upgrade-"));
  await remakeSchema(url, FIRST);
  before = await createRuntime({ databaseUrl: url, dataDir, clock: () => NOW });
  await fill(before);
  await sealEverything(before);
  const { rows } = await before.pool.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition",
  );
  counts = await countRows(
    before.pool,
    rows.map((row) => row.name),
  );
  await before.pool.end();
  await migrateDatabase(url);
  after = await createRuntime({ databaseUrl: url, dataDir, clock: () => NOW });
});

afterAll(async () => {
  await after?.pool.end();
  await admin(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
  await rm(dataDir, { recursive: true, force: true });
});

it("loses no row of the first schema", async () => {
  expect(await countRows(after.pool, Object.keys(counts))).toEqual(counts);
  expect(counts.audit_heads).toBeGreaterThan(0);
});

it("reads what was sealed, lists what was listed, and works it on", async () => {
  const call = (input: unknown) => ({ principal: officer, input, requestId: newId() });
  const customer = await ask(after, customerDetailQuery, call({ id: CUSTOMER }));
  expect(JSON.stringify(customer)).toContain("周");
  const list = await ask(after, largeValueList, call({}));
  expect(list.rows.map(({ number, state }) => [number, state])).toEqual([["LV-000001", "open"]]);
  const items = await ask(after, worklistListQuery, call({}));
  expect(items.rows.map(({ number }) => number)).toEqual(["LV-000001"]);
  const checked = await execute(after, checkCandidate, {
    principal: officer,
    input: { id: CANDIDATE, version: 1 },
    key: newId(),
    requestId: newId(),
  });
  expect(checked).toMatchObject({ ok: true });
});

it("keeps the sealed log verifiable, old heads and new entries together", async () => {
  await sealEverything(after);
  const { rows } = await after.pool.query<{ n: string }>(
    "select max(tree_size) as n from audit_heads where log = 'pay.general'",
  );
  let text = "";
  for await (const piece of exportLines(after, { log: "pay.general", treeSize: Number(rows[0]?.n) })) text += piece;
  const file = join(dataDir, "log.jsonl");
  await writeFile(file, text);
  const verified = spawnSync(process.execPath, ["scripts/audit-verify.mjs", file], { encoding: "utf8" });
  expect([verified.status, verified.stderr]).toEqual([0, ""]);
});
