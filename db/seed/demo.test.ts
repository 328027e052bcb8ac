import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { asTx } from "@/db/client";
import { isCardNumber } from "@/domain/customers/card-number";
import { creditCodeCheck } from "@/domain/customers/credit-code";
import { isFictitiousIdentityNumber, readIdentityNumber } from "@/domain/customers/identity-number";
import { instant } from "@/domain/shared/time";
import { codeTable, demoCodes } from "@/server/cli/demo-totp";
import { customersListQuery } from "@/server/customers/queries";
import { searchQuery } from "@/server/customers/search";
import { passwordMatches } from "@/server/identity/passwords";
import { configureLog } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import { ask } from "@/server/kernel/query";
import { createRuntime, type Runtime } from "@/server/kernel/runtime";
import { createVault } from "@/server/kernel/vault";
import { overviewSummaryQuery } from "@/server/overview/queries";
import { type Seeded, seedDemo } from "./demo";
import { STAFF } from "./words";

const now = instant("2026-11-20T15:04:00+08:00");
let url: string;
let name: string;
let dataDir: string;
let runtime: Runtime;
let made: Seeded | null;

async function admin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("clusterUrl") });
  await client.connect();
  await client.query(statement);
  await client.end();
}

beforeAll(async () => {
  configureLog("silent");
  name = `t_${newId().replaceAll("-", "")}`;
  await admin(`create database ${name} template hegui_template strategy file_copy`);
  const address = new URL(inject("clusterUrl"));
  address.pathname = `/${name}`;
  url = address.toString();
  dataDir = await mkdtemp(join(tmpdir(), "hegui-seed-"));
  made = await seedDemo({ databaseUrl: url, dataDir, size: "small", now });
  runtime = await createRuntime({ databaseUrl: url, dataDir, poolSize: 4, clock: () => now });
}, 400_000);

afterAll(async () => {
  await runtime.pool.end();
  await admin(`drop database if exists ${name} with (force)`);
  await rm(dataDir, { recursive: true, force: true });
});

async function rows<R extends pg.QueryResultRow>(text: string): Promise<R[]> {
  return (await runtime.pool.query<R>(text)).rows;
}
const countsOf = async (text: string) =>
  Object.fromEntries((await rows<{ k: string; n: number }>(text)).map(({ k, n }) => [k, n]));

/** Every sealed value of a column, opened; what was erased is not among them. */
async function opened(table: string, column: string, where = "true"): Promise<string[]> {
  const sealed = await rows<{ id: string; sealed: Buffer }>(
    `select id, ${column} as sealed from ${table} where ${where}`,
  );
  const client = await runtime.pool.connect();
  try {
    const cleared = { permissions: new Set(["retention.restricted.read"]) } as never;
    const vault = createVault(runtime.keyRing, runtime.blind, asTx(client), cleared, now);
    const values = await vault.openAll(
      sealed.map((row) => ({ place: { table, column, rowId: row.id }, sealed: row.sealed })),
    );
    return values.filter((value) => value !== null);
  } finally {
    client.release();
  }
}

/** A person of the demo, signed in. */
async function as(email: string) {
  const [person] = await rows<{ id: string; programme: string }>(
    `select id, home_programme_id as programme from people where email = '${email}'`,
  );
  const sessionId = newId();
  await runtime.pool.query(
    "insert into sessions (id, person_id, created_at, last_seen_at, expires_at, device) values ($1, $2, $3, '2100-01-01', '2100-01-01', 'test')",
    [sessionId, person?.id, now],
  );
  return { kind: "person", personId: person?.id ?? "", sessionId, programmeId: person?.programme ?? "" } as const;
}

describe("demo data", () => {
  it("makes the same institution every time", async () => {
    expect(made).toEqual({ customers: 171, accounts: 218, legs: 6900 });
    expect(
      await countsOf("select kind as k, count(*)::int as n from customers where batch_id is null group by 1"),
    ).toEqual({ person: 162, enterprise: 15 });
    const [first] = await rows<{ n: string }>(
      "select sum(amount_minor)::text as n from transactions where batch_id is null",
    );
    expect(first?.n).toBe("5889141627");
  });

  it("leaves a database with people alone", async () => {
    expect(await seedDemo({ databaseUrl: url, dataDir, size: "small", now })).toBeNull();
    expect(await countsOf("select 'people' as k, count(*)::int as n from people")).toEqual({ people: STAFF.length });
  });

  it("gives sign-ins that work, readable by their owner alone", async () => {
    const path = join(dataDir, "demo-accounts.json");
    expect((await stat(path)).mode & 0o077).toBe(0);
    const accounts = JSON.parse(await readFile(path, "utf8")) as {
      email: string;
      password: string;
      role: { zh: string; en: string };
    }[];
    expect(accounts.map(({ email }) => email)).toEqual(STAFF.map(({ email }) => email));
    expect(new Set(accounts.map(({ role }) => role.en)).size).toBe(9);
    const [lead] = await rows<{ password_hash: string }>(
      "select password_hash from people where email = 'lead@hengchuan.example'",
    );
    expect(await passwordMatches(lead?.password_hash ?? null, accounts[0]?.password ?? "")).toBe(true);
    expect(await countsOf("select 'live' as k, count(*)::int as n from sessions where revoked_at is null")).toEqual({
      live: 0,
    });
  });

  it("shows one-time codes of demo people only", async () => {
    const codes = await demoCodes(runtime, now);
    expect(codes).toHaveLength(STAFF.length);
    expect(codeTable(codes).split("\n")[1]).toMatch(/^lead@hengchuan\.example {2,}\d{6} {2}[ \d]\d s$/);
    expect(await demoCodes(runtime, now, "LEAD@hengchuan.example")).toHaveLength(1);
    await runtime.pool.query(
      "update totp_credentials set demo = false where person_id = (select id from people where email = 'lead2@hengchuan.example')",
    );
    expect(await demoCodes(runtime, now, "lead2@hengchuan.example")).toEqual([]);
  });

  it("uses numbers that pass their checks and belong to nobody", async () => {
    for (const number of await opened("identity_documents", "number_sealed", "type = 'resident-id'")) {
      expect(readIdentityNumber(number)).toMatchObject({ ok: true });
      expect(isFictitiousIdentityNumber(number)).toBe(true);
    }
    for (const code of await opened("identity_documents", "number_sealed", "type = 'business-licence'")) {
      expect(creditCodeCheck(code.slice(0, 17))).toBe(code.at(-1));
    }
    for (const card of await opened("bound_cards", "number_sealed")) {
      expect(isCardNumber(card)).toBe(true);
      expect(card.startsWith("9999")).toBe(true);
    }
    for (const phone of await opened("customers", "phone_sealed", "phone_sealed is not null"))
      expect(phone).toMatch(/^154\d{8}$/);
  });

  it("keeps balances that follow from the movements, and nothing in the future", async () => {
    const wrong = await rows(`select a.id from accounts a
      join lateral (select balance_after_minor from transactions t where t.account_id = a.id and t.batch_id is null
        order by t.occurred_at desc, t.id desc limit 1) last on true
      where a.batch_id is null and a.balance_minor <> last.balance_after_minor`);
    expect(wrong).toEqual([]);
    expect(
      await rows(
        `select 1 from transactions where occurred_at > '${now}' or business_date <> (occurred_at at time zone 'Asia/Shanghai')::date`,
      ),
    ).toEqual([]);
    expect(await rows("select 1 from accounts where balance_minor < 0")).toEqual([]);
  });

  it("has work in every state, each with its entries in the log", async () => {
    expect(
      await countsOf(
        "select state as k, count(*)::int as n from measures where source = 'own-judgement' and subject_type is null group by 1",
      ),
    ).toEqual({
      "in-force": 10,
      released: 6,
      "release-proposed": 1,
      proposed: 3,
      rejected: 2,
      withdrawn: 1,
      void: 2,
      failed: 2,
      instructed: 1,
    });
    expect(
      await countsOf("select status as k, count(*)::int as n from approvals where kind like 'controls.%' group by 1"),
    ).toEqual({
      approved: 13,
      pending: 4,
      expired: 1,
      rejected: 2,
      void: 1,
      withdrawn: 1,
    });
    expect(await countsOf("select state as k, count(*)::int as n from import_batches group by 1")).toEqual({
      finalised: 2,
      withdrawn: 1,
      failed: 1,
      incomplete: 1,
    });
    const large = await countsOf("select state as k, count(*)::int as n from large_value_candidates group by 1");
    expect(large.open).toBeGreaterThan(5);
    expect(large.confirmed).toBeGreaterThan(20);
    const late = await countsOf(
      `select kind as k, count(*)::int as n from work_items where state = 'open' and due_at <= '${now}' group by 1`,
    );
    expect(late["large-value"]).toBeGreaterThan(0);
    const entries = await countsOf(
      "select kind as k, count(*)::int as n from audit_entries where outcome = 'committed' group by 1",
    );
    expect(entries).toMatchObject({
      "customers.field.reveal": 5,
      "controls.restriction.request": 19,
      "controls.restriction.apply": 11,
    });
  });

  it("has re-verifications that wait, that are worked and that ended, and triggers a lead looks at first", async () => {
    const reviews = await countsOf("select state as k, count(*)::int as n from reverifications group by 1");
    expect(reviews).toMatchObject({ "at-desk": 2, closed: 1 });
    expect(reviews.asked).toBeGreaterThan(4);
    expect(await rows("select 1 from reverifications where state = 'asked' and request_id is null")).toEqual([]);
    const triggers = await countsOf("select state as k, count(*)::int as n from reverification_triggers group by 1");
    expect(triggers.satisfied).toBeGreaterThan(0);
    expect(triggers.joined).toBeGreaterThan(reviews.asked ?? 0);
    expect(await rows("select 1 from reverification_holds where state = 'open'")).not.toEqual([]);
    const suspended =
      "select 1 from audit_entries where kind = 'reverification.review.restrict' and outcome = 'committed'";
    expect(await rows(suspended)).toHaveLength(1);
  });

  it("has objections, changed limits, closings, differences and deductions in their states", async () => {
    const kept = await countsOf("select state as k, count(*)::int as n from retention_entries group by 1");
    expect(Object.keys(kept).toSorted()).toEqual(["erased", "held", "scheduled"]);
    const states = (table: string) => countsOf(`select state as k, count(*)::int as n from ${table} group by 1`);
    expect(await states("objections")).toEqual({ open: 3, rejected: 1, withdrawn: 1 });
    expect(await states("limit_adjustments")).toEqual({ "in-force": 3, proposed: 1, rejected: 1 });
    expect(await states("closures")).toEqual({ closed: 1, refused: 1, requested: 3, stopped: 1, withdrawn: 1 });
    expect(await states("core_differences")).toEqual({ open: 2, explained: 1 });
    expect(await states("measures where kind = 'deduction'")).toEqual({ "carried-out": 1, failed: 1 });
    expect(await states("closure_candidates")).toEqual({ dismissed: 1, noticed: 2, proposed: 1 });
    expect(await rows("select 1 from loss_reports where in_force_at is null")).toEqual([]);
  });

  it("lets each programme see its own", async () => {
    const input = { filters: {}, sort: "number", order: "asc", limit: 5 } as const;
    const pay = await ask(runtime, customersListQuery, {
      principal: await as("officer@hengchuan.example"),
      input,
      requestId: "t",
    });
    const mall = await ask(runtime, customersListQuery, {
      principal: await as("officer@mall.hengchuan.example"),
      input,
      requestId: "t",
    });
    expect(mall.count).toBe(27);
    expect(pay.count).toBeGreaterThanOrEqual(120);
    expect(pay.rows.map(({ id }) => id)).not.toContain(mall.rows[0]?.id);
  });

  it("can be searched and fills the overview", async () => {
    const principal = await as("lead@hengchuan.example");
    const [core] = await opened(
      "accounts",
      "core_number_sealed",
      "programme_id = 'pay' and batch_id is null order by number limit 1",
    );
    const found = await ask(runtime, searchQuery, { principal, input: { text: core }, requestId: "t" });
    expect(found.accounts).toHaveLength(1);
    const overview = await ask(runtime, overviewSummaryQuery, { principal, input: {}, requestId: "t" });
    const live = await rows<{ n: number }>(
      "select count(*)::int as n from measures where programme_id = 'pay' and state in ('instructed', 'in-force', 'release-proposed', 'release-instructed')",
    );
    expect(overview.measures?.live.count).toBe(live[0]?.n);
    expect(overview.fourEyes?.selfApproved).toBe(0);
    expect(overview.work.total.standings.late.count).toBeGreaterThan(0);
    expect(Object.keys(overview.imports?.states ?? {}).sort()).toEqual([
      "failed",
      "finalised",
      "incomplete",
      "withdrawn",
    ]);
  });

  it("has an enterprise accepted with its owners on record, and one whose owners do not add up", async () => {
    const accepted = await rows<{ n: number }>(`select count(distinct s.id)::int as n from kyc_submissions s
      join ownership_stakes o on o.customer_id = s.customer_id and o.ended_at is null and o.recorded_at = s.decided_at
      where s.subject_kind = 'enterprise' and s.status = 'accepted'`);
    expect(accepted[0]?.n).toBeGreaterThan(0);
    const waiting = await rows<{
      codes: string[];
    }>(`select array(select f->>'code' from jsonb_array_elements(r.findings) f
        where f->>'check' = 'ownership') as codes
      from kyc_submissions s join kyc_check_runs r on r.submission_id = s.id and r.run = s.check_run
      where s.subject_kind = 'enterprise' and s.status = 'ready'`);
    expect(waiting.flatMap(({ codes }) => codes)).toEqual(expect.arrayContaining(["gap", "passed"]));
  });
});
