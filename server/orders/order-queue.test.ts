import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expireMeasure } from "@/server/controls/commands/expire-measure";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { moveQueues } from "./handlers";
import { counter } from "./testing";

let house: House;
let desk: ReturnType<typeof counter>;
let account: MadeAccount;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set("2026-10-09T14:32:00+08:00");
  desk = counter(house);
  account = await makeAccount(house, { balanceMinor: 10_000n });
});

const COURT = { authority: "court", authorityName: "示例市人民法院", caseNumber: "（2026）示执1号" } as const;
const HOURS = { unit: "hours", count: 48 } as const;
const STOP = { act: "stop", basis: "fraud-stop", term: HOURS } as const;
const lettersOf = ({ customerId }: MadeAccount) =>
  house.rows("select template, params from customer_letters where customer_id = $1 order by written_at, id", [
    customerId,
  ]);
const measureRow = async (id: string) => (await house.rows("select * from measures where id = $1", [id]))[0];

describe("several authorities on one account", () => {
  it("wait in a queue, and the next takes hold when the first is released, before it is let go", async () => {
    const first = await desk.given(account);
    await desk.confirm(first.orderId);
    house.clock.set("2026-10-09T15:00:00+08:00");
    const second = await desk.given(account, { ...COURT, basis: "civil", term: { unit: "years", count: 1 } });
    expect(second.state).toBe("queued");
    house.clock.set("2026-10-12T10:00:00+08:00");
    await desk.given(account, { act: "release", term: null, aboutId: first.orderId, targetName: "" });
    const taken = await desk.orderOf(second.orderId);
    expect(taken).toMatchObject({ state: "registered", ends_at: new Date("2027-10-13T00:00:00+08:00") });
    const verbs = await house.rows<{ verb: string; measure_id: string }>(
      "select verb, measure_id from core_instructions where account_id = $1 order by sequence",
      [account.accountId],
    );
    expect(verbs.map(({ verb }) => verb)).toEqual(["restrict", "restrict", "lift"]);
    expect(verbs[1]?.measure_id).toBe(await desk.measureOf(second.orderId));
    await desk.confirm(first.orderId);
    expect(await desk.orderOf(first.orderId)).toMatchObject({ state: "released" });
  });

  it("take over to the minute when a term ends, with nothing between the two", async () => {
    const first = await desk.given(account);
    await desk.confirm(first.orderId);
    const second = await desk.given(account, { ...COURT, basis: "civil", term: { unit: "years", count: 1 } });
    const work = (requestId: string) => ({ runtime: house.runtime, requestId, signal: new AbortController().signal });
    house.clock.set("2027-04-09T23:58:00+08:00");
    expect(await moveQueues(work("queue-early"))).toBe(0);
    house.clock.set("2027-04-09T23:59:00+08:00");
    expect(await moveQueues(work("queue-due"))).toBe(1);
    expect(await moveQueues(work("queue-again"))).toBe(0);
    const end = new Date("2027-04-10T00:00:00+08:00");
    expect(await desk.orderOf(second.orderId)).toMatchObject({ state: "registered", starts_at: end });
    house.clock.set("2027-04-10T00:00:00+08:00");
    const worker = house.system("system:worker");
    const measureId = await desk.measureOf(first.orderId);
    expect(await house.run(expireMeasure, { measureId }, { as: worker })).toMatchObject({ ok: true });
    house.clock.set("2027-04-10T00:00:02+08:00");
    await desk.confirm(first.orderId);
    await desk.confirm(second.orderId);
    expect(await desk.orderOf(first.orderId)).toMatchObject({ state: "lapsed", ended_at: end });
    expect(await desk.orderOf(second.orderId)).toMatchObject({ state: "in-force" });
    const verbs = await house.rows<{ verb: string }>(
      "select verb from core_instructions where account_id = $1 order by sequence",
      [account.accountId],
    );
    expect(verbs.map(({ verb }) => verb)).toEqual(["restrict", "restrict", "lift"]);
  });

  it("take over as soon as anybody notices, where the worker slept", async () => {
    const first = await desk.given(account);
    await desk.confirm(first.orderId);
    const second = await desk.given(account, { ...COURT, basis: "civil", term: { unit: "years", count: 1 } });
    house.clock.set("2027-04-10T07:00:00+08:00");
    const measureId = await desk.measureOf(first.orderId);
    await house.run(expireMeasure, { measureId }, { as: house.system("system:worker") });
    await desk.confirm(first.orderId);
    const end = new Date("2027-04-10T00:00:00+08:00");
    expect(await desk.orderOf(first.orderId)).toMatchObject({ state: "lapsed", ended_at: end });
    expect(await desk.orderOf(second.orderId)).toMatchObject({
      state: "registered",
      starts_at: new Date("2027-04-10T07:00:00+08:00"),
    });
    const letters = await house.rows<{ template: string }>(
      "select template from customer_letters where customer_id = $1 order by written_at, id",
      [account.customerId],
    );
    expect(letters.map(({ template }) => template)).toEqual(["measure.frozen-by-order", "measure.expired"]);
  });

  it("are released each by its own giver, or a court", async () => {
    const order = await desk.given(account);
    await desk.confirm(order.orderId);
    const release = { act: "release", term: null, aboutId: order.orderId, targetName: "" } as const;
    const other = { ...release, authorityName: "示例县公安局" };
    expect(await desk.take(account, other)).toBe("orders.ground.other-authority");
    expect(await desk.take(account, { ...release, caseNumber: "另一案" })).toBe("orders.ground.other-authority");
    expect(await measureRow(await desk.measureOf(order.orderId))).toMatchObject({ state: "in-force" });
    expect(await desk.given(account, { ...release, ...COURT, basis: "civil" })).toMatchObject({ state: "executed" });
    await desk.confirm(order.orderId);
    expect(await desk.orderOf(order.orderId)).toMatchObject({ state: "released" });
    expect(await desk.take(account, release)).toBe("orders.ground.already-ended");
  });

  it("a freeze of the same case replaces its stop: the freeze first, then the stop ends", async () => {
    const stop = await desk.given(account, STOP);
    await desk.confirm(stop.orderId);
    const freeze = await desk.given(account);
    expect(freeze.state).toBe("registered");
    await desk.confirm(freeze.orderId);
    await desk.confirm(stop.orderId);
    expect(await desk.orderOf(stop.orderId)).toMatchObject({ state: "released" });
    expect(await desk.orderOf(freeze.orderId)).toMatchObject({ state: "in-force" });
    const [act] = await house.rows("select cause from order_acts where order_id = $1", [stop.orderId]);
    expect(act).toMatchObject({ cause: "replaced" });
  });
});

describe("renewing and deducting", () => {
  it("moves the end of the order and its measure on, and never past what the law allows", async () => {
    const order = await desk.given(account, STOP);
    await desk.confirm(order.orderId);
    const renewal = { ...STOP, act: "renew", aboutId: order.orderId, targetName: "" } as const;
    for (const [on, ends] of [
      ["2026-10-11T14:00:00+08:00", "2026-10-13T14:32:00+08:00"],
      ["2026-10-13T14:00:00+08:00", "2026-10-15T14:32:00+08:00"],
    ] as const) {
      house.clock.set(on);
      expect(await desk.given(account, renewal)).toMatchObject({ state: "executed" });
      expect(await desk.orderOf(order.orderId)).toMatchObject({ ends_at: new Date(ends) });
      expect(await measureRow(await desk.measureOf(order.orderId))).toMatchObject({ expires_at: new Date(ends) });
    }
    expect(await desk.take(account, renewal)).toBe("orders.ground.renewed-enough");
    const until = (at: string) => expect.objectContaining({ until: new Date(at).toISOString() });
    expect(await lettersOf(account)).toEqual([
      { template: "measure.frozen-by-order", params: expect.anything() },
      { template: "measure.renewed", params: until("2026-10-13T14:32:00+08:00") },
      { template: "measure.renewed", params: until("2026-10-15T14:32:00+08:00") },
    ]);
  });

  it("takes a sum once, for who may, and never more than there is", async () => {
    const sum = (amountMinor: bigint) =>
      ({
        ...COURT,
        act: "deduct",
        basis: "enforcement",
        term: null,
        extent: { scope: "amount", amountMinor },
      }) as const;
    expect(await desk.take(account, sum(10_001n))).toBe("orders.ground.above-balance");
    expect(await desk.take(account, { ...sum(5_000n), authority: "police" })).toBe("orders.ground.may-not-deduct");
    const order = await desk.given(account, sum(5_000n));
    await desk.confirm(order.orderId);
    expect(await desk.orderOf(order.orderId)).toMatchObject({ state: "executed" });
    expect(await lettersOf(account)).toEqual([
      { template: "measure.deducted", params: expect.objectContaining({ amountMinor: "5000", currency: "CNY" }) },
    ]);
    await desk.given(account);
    expect(await desk.take(account, sum(1n))).toBe("orders.ground.frozen-by-another");
  });
});
