import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "@/domain/shared/time";
import type { AtOnce } from "@/server/controls/at-once";
import { doors } from "@/server/controls/testing/doors";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { bindCard, desk } from "@/server/losses/testing";
import { childProcesses } from "./support/child-processes";
import { type CoreHouse, openCoreHouse } from "./support/core-house";
import { startProxy } from "./support/withholding-proxy";

let bench: CoreHouse;
let proxy: Awaited<ReturnType<typeof startProxy>>;
const processes = childProcesses(() => bench);

beforeAll(async () => {
  bench = await openCoreHouse();
  proxy = await startProxy(bench.sandbox.url);
});
afterAll(async () => {
  await processes.close();
  await proxy.close();
  await bench.close();
});

const HOUR_MS = 3_600_000;
/** A moment by the real clock, which a real worker goes by. */
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

describe("a worker killed while terms end", () => {
  /** An authority's stop of a day, in force here and at the core; its term is over by the real clock. */
  async function overdue(): Promise<{ account: MadeAccount; measureId: string; endsAt: string }> {
    const account = await makeAccount(bench.house);
    const endsAt = instant(new Date(Date.parse(bench.house.clock.now()) + 24 * HOUR_MS).toISOString());
    const asked: AtOnce = {
      accountId: account.accountId,
      customerId: account.customerId,
      kind: "stop",
      source: "authority",
      reasonCode: "order-stop",
      extent: { scope: "debit", amountMinor: null, target: null },
      subject: { type: "order", id: newId() },
      expiresAt: endsAt,
    };
    const given = await doors(bench.house)({ do: "impose", asked });
    if (!given.ok) throw new Error(given.code);
    const { measureId } = given.result;
    await bench.deliver(measureId);
    await bench.reaches(measureId, "in-force");
    return { account, measureId, endsAt };
  }

  const ends = (measureId: string) =>
    bench.house.rows<{ state: string; ended_at: Date | null; lapses: number; orders: number }>(
      `select state, ended_at,
         (select count(*)::int from audit_entries where subject_id = m.id::text and kind = 'controls.measure.expire' and outcome = 'committed') as lapses,
         (select count(*)::int from core_instructions where measure_id = m.id and verb = 'lift') as orders
       from measures m where id = $1`,
      [measureId],
    );
  const expire = () => bench.house.rows("select graphile_worker.add_job('controls-expire-measures', '{}')");

  it("half way leaves each measure as it was or ended whole; the next ends the rest, each once and at its own minute", async () => {
    const all = [];
    for (const hours of [30, 29, 28, 27]) {
      bench.house.clock.set(hoursAgo(hours));
      all.push(await overdue());
    }
    bench.house.clock.set(hoursAgo(0));
    const [first, second, third, fourth] = all;
    if (!first || !second || !third || !fourth) throw new Error("not made");

    const holder = await bench.house.pool.connect();
    const dying = await processes.worker(bench.coreUrl);
    try {
      await holder.query("begin");
      await holder.query("select from measures where id = $1 for update", [third.measureId]);
      await expire();
      // It is in the middle of the third once it waits for its row.
      const waits =
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%measures%'";
      await bench.until(async () => (await bench.house.pool.query(waits)).rowCount !== 0);
      await processes.kill(dying);
    } finally {
      await holder.query("rollback");
      holder.release();
    }
    for (const { measureId } of [first, second])
      expect(await ends(measureId)).toMatchObject([{ lapses: 1, orders: 1 }]);
    for (const { measureId } of [third, fourth]) {
      expect(await ends(measureId)).toEqual([{ state: "in-force", ended_at: null, lapses: 0, orders: 0 }]);
    }

    await processes.fellSilent();
    await expire();
    const next = await processes.worker(bench.coreUrl);
    for (const { measureId } of all) await bench.reaches(measureId, "released");
    await processes.stop(next);
    for (const { account, measureId, endsAt } of all) {
      expect(await ends(measureId)).toEqual([{ state: "released", ended_at: new Date(endsAt), lapses: 1, orders: 1 }]);
      expect((await bench.client.account(account.coreNumber)).measures).toEqual([]);
    }
  }, 120_000);
});

describe("a worker killed at each order of the gesture", () => {
  it("repeats what nobody recorded: the freeze, the sessions, the card, each once, and the customer is protected", async () => {
    bench.house.clock.set(hoursAgo(0));
    const way = desk(bench.house);
    const account = await makeAccount(bench.house);
    await bindCard(bench.house, account);
    const { id } = await way.reported(account.customerId);
    const orders = () =>
      bench.house.rows<{ id: string; verb: string; state: string; attempts: number }>(
        "select id, verb, state, attempts from core_instructions where account_id = $1 order by sequence",
        [account.accountId],
      );
    const given = await orders();
    expect(given.map(({ verb }) => verb)).toEqual(["restrict", "end-sessions", "restrict"]);

    proxy.control.withhold = true;
    for (const [nth, { id: next }] of given.entries()) {
      // Orders before this one were taken; this one too, and the worker dies before it can write it down.
      const settled = given.slice(0, nth).map((order) => order.id);
      proxy.control.pass = new Set(settled);
      const dying = await processes.worker(proxy.url);
      await bench.until(() => proxy.instructionIds.includes(next));
      await processes.kill(dying);
      expect((await orders())[nth]).toMatchObject({ attempts: 0 });
      await processes.fellSilent();
    }
    proxy.control.withhold = false;
    const last = await processes.worker(proxy.url);
    await bench.until(async () => (await orders()).every(({ state }) => state === "applied"));
    await bench.until(async () => (await way.row(id)).in_force_at !== null);
    await processes.stop(last);

    expect((await orders()).map((order) => order.id)).toEqual(given.map((order) => order.id));
    const core = await bench.client.account(account.coreNumber);
    expect(core.measures).toHaveLength(2);
    expect(core.effective).toMatchObject({ debit: true });
    expect(core.sessionsEndedAt).toBeDefined();
    const confirmed = await bench.house.rows(
      "select count(*)::int as n from audit_entries where kind = 'controls.instruction.confirm' and outcome = 'committed' and subject_id = any($1)",
      [(await way.measures(account.accountId)).map((measure) => measure.id)],
    );
    expect(confirmed).toEqual([{ n: 2 }]);
    const letters = await bench.house.rows("select template from customer_letters where customer_id = $1", [
      account.customerId,
    ]);
    expect(letters).toEqual([{ template: "loss.protected" }]);
  }, 180_000);
});
