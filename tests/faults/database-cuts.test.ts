import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { requestRestriction } from "@/server/controls/commands/request-restriction";
import { accountControls } from "@/server/controls/queries";
import { road } from "@/server/controls/testing";
import { execute } from "@/server/kernel/command";
import { isUnavailable } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";

let house: House;
let way: ReturnType<typeof road>;
let account: MadeAccount;
/** A second door to the same database, for whoever disturbs. */
let intruder: pg.Client;

beforeAll(async () => {
  house = await openHouse();
  way = road(house);
  account = await makeAccount(house);
  intruder = new pg.Client({ connectionString: house.url, application_name: "intruder" });
  await intruder.connect();
});
afterEach(() => intruder.query("rollback"));
afterAll(async () => {
  await intruder.end();
  await house.close();
});

const CUT =
  "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hegui' and datname = current_database()";
/** Until the database has none of the house's connections left; then once round, so that the process hears of it. */
async function gone(): Promise<void> {
  const open = "select from pg_stat_activity where application_name = 'hegui' and datname = current_database()";
  await vi.waitUntil(async () => (await intruder.query(open)).rowCount === 0, { timeout: 60_000, interval: 20 });
  await new Promise((resolve) => setImmediate(resolve));
}
const impatient = (statementMs: number, lockMs: number): Runtime => ({
  ...house.runtime,
  patience: { statementMs, lockMs },
});
const failure = (running: Promise<unknown>): Promise<unknown> =>
  running.then(
    () => undefined,
    (error: unknown) => error,
  );
const measures = () => house.rows("select 1 from measures where account_id = $1", [account.accountId]);
const works = () => house.ask(accountControls, { accountId: account.accountId }, { as: way.officer });

/** A proposal as the screen sends it, through a runtime of choice. */
async function propose(runtime: Runtime, key = newId()) {
  const token = await way.token(way.restrictQuestion(account.accountId, { scope: "debit" }), way.officer);
  const input = {
    accountId: account.accountId,
    scope: "debit",
    reasonCode: "risk-signs",
    reviewOn: "2026-11-09",
    note: "三日内多笔分散转入后集中转出",
    token,
  } as const;
  return execute(runtime, requestRestriction, { principal: way.officer, input, key, requestId: "r" });
}

describe("a connection cut", () => {
  it("between two statements: nothing is kept, the process lives, the next call works", async () => {
    const before = await house.checksums();
    const cut = await failure(
      inScope(house.runtime, way.officer, "write", async ({ tx }) => {
        await tx.execute(
          sql`update accounts set core_sequence = core_sequence + 1 where id = ${account.accountId}::uuid`,
        );
        await intruder.query(CUT);
        await gone();
        await tx.execute(sql`select 1`);
        return { keep: true, value: null };
      }),
    );
    expect(cut).toSatisfy(isUnavailable);
    expect(await works()).toMatchObject({ measures: [] });
    expect(await house.checksums()).toEqual(before);
  });

  it("during a statement: the caller is told to come again, and the same key then does it once", async () => {
    await intruder.query("begin");
    await intruder.query("select from accounts where id = $1 for update", [account.accountId]);
    const key = newId();
    const running = failure(propose(house.runtime, key));
    await waiting();
    await intruder.query(CUT);
    expect(await running).toSatisfy(isUnavailable);
    await intruder.query("rollback");
    expect(await measures()).toHaveLength(0);
    expect(await propose(house.runtime, key)).toMatchObject({ ok: true, replayed: false });
    expect(await measures()).toHaveLength(1);
  });

  it("of every idle connection at once is noticed by nobody", async () => {
    await Promise.all(Array.from({ length: 8 }, works));
    await intruder.query(CUT);
    await Promise.all(Array.from({ length: 12 }, works));
  });
});

/** Until a statement of the house waits for a lock. */
const waiting = () =>
  vi.waitUntil(
    async () =>
      (
        await intruder.query(
          "select from pg_stat_activity where application_name = 'hegui' and datname = current_database() and wait_event_type = 'Lock'",
        )
      ).rowCount !== 0,
    { timeout: 60_000, interval: 20 },
  );

describe("a database that does not answer in time", () => {
  it("holds a lock: the caller is told that the system is busy, nothing has changed, the connection is good", async () => {
    const before = await house.checksums();
    await intruder.query("begin");
    await intruder.query("select from accounts where id = $1 for update", [account.accountId]);
    const error = await failure(propose(impatient(20_000, 100)));
    expect(error).toSatisfy(isUnavailable);
    await intruder.query("rollback");
    expect(await house.checksums()).toEqual(before);
    await works();
  });

  it("is slow over a statement: a person is not kept waiting, the house's own work may take its time", async () => {
    const slow = (as: Parameters<typeof inScope>[1]) =>
      inScope(impatient(150, 10_000), as, "read", async ({ tx }) => {
        await tx.execute(sql`select pg_sleep(0.4)`);
        return { keep: false, value: "done" };
      });
    expect(isUnavailable(await failure(slow(way.officer)))).toBe(true);
    expect(await slow(house.system("system:worker"))).toBe("done");
  });

  it("gives its patience back: what one transaction was allowed does not hang on the connection", async () => {
    const client = await house.pool.connect();
    client.release();
    await failure(propose(impatient(50, 50)));
    const { rows } = await house.pool.query("select current_setting('statement_timeout') as statement");
    expect(rows).toEqual([{ statement: "0" }]);
  });
});
