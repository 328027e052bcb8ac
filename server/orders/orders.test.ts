import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accountControls } from "@/server/controls/queries";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { recordAnswer } from "./commands/record-answer";
import { refuseOrder } from "./commands/refuse-order";
import { registerOrder } from "./commands/register-order";
import { reviewOrder } from "./commands/review-order";
import { ringAlarms } from "./handlers";
import { listOrders, orderDetailQuery } from "./queries";
import { counter, paperFor } from "./testing";

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
const AML = { authority: "pboc", authorityName: "示例中心支行", basis: "aml-freeze" } as const;
const HOURS = { unit: "hours", count: 48 } as const;
const lead = () => house.as("compliance-lead");
const analyst = () => house.as("aml-analyst");
const measureRow = async (id: string) => (await house.rows("select * from measures where id = $1", [id]))[0];
const ordersOf = () => house.rows("select id from orders where account_id = $1", [account.accountId]);

describe("a paper at the counter", () => {
  it("freezes at once, in the same transaction, until the end of its term, and goes before a lead", async () => {
    const order = await desk.given(account);
    expect(order).toMatchObject({ state: "registered", endsAt: "2027-04-09T16:00:00.000Z" });
    expect(order.number).toMatch(/^AO-\d{6}$/);
    const measure = await measureRow(await desk.measureOf(order.orderId));
    expect(measure).toMatchObject({
      kind: "freeze",
      source: "authority",
      state: "instructed",
      scope: "all",
      subject_type: "order",
      subject_id: order.orderId,
    });
    const [item] = await house.rows("select * from work_items where subject_id = $1", [order.orderId]);
    expect(item).toMatchObject({ kind: "order-review", state: "open", excluded_person_id: desk.officer.personId });
    const [entry] = await house.rows<{ body: { data: object } }>(
      "select * from audit_entries where subject_id = $1 and kind = 'orders.order.register'",
      [order.orderId],
    );
    expect(JSON.stringify(entry)).toContain("law-order-crim-6m");
    expect(JSON.stringify(entry)).not.toContain("样0001");
  });

  it("holds when the core confirms, and the customer hears of it", async () => {
    const order = await desk.given(account);
    await desk.confirm(order.orderId);
    expect(await desk.orderOf(order.orderId)).toMatchObject({ state: "in-force" });
    const [letter] = await house.rows("select template from customer_letters where customer_id = $1", [
      account.customerId,
    ]);
    expect(letter).toMatchObject({ template: "measure.frozen-by-order" });
  });

  it("that the core turns down has failed, and says so", async () => {
    const order = await desk.given(account);
    await desk.confirm(order.orderId, "rejected");
    expect(await desk.orderOf(order.orderId)).toMatchObject({ state: "failed" });
  });

  it("with a defect leaves nothing behind but the attempt", async () => {
    const before = await house.checksums();
    const same = [
      { name: "样本甲", credential: "样0001" },
      { name: "样本乙", credential: "样0001" },
    ];
    expect(await desk.take(account, { officers: same })).toBe("orders.ground.officers-same");
    expect(await desk.take(account, { checks: ["document", "copies", "credentials"] })).toBe(
      "orders.ground.seal-missing",
    );
    expect(await desk.take(account, { authority: "foreign" })).toBe("orders.ground.authority-foreign");
    expect(await desk.take(account, { target: "reserve", targetName: "" })).toBe("orders.ground.reserve-account");
    expect(await desk.take(account, { term: { unit: "until", on: "2026-10-08" } })).toBe("orders.ground.term-over");
    expect(await desk.take(account, { term: { unit: "years", count: 1 } })).toBe("orders.ground.term-too-long");
    expect(await desk.take(account, { targetName: "A-999999" })).toBe("orders.ground.target-unknown");
    expect(await desk.take(account, { receivedAt: "2026-10-09T06:33:00.000Z" })).toBe("orders.order.ahead");
    const after = await house.checksums();
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(changed.filter((name) => !name.startsWith("audit_"))).toEqual([]);
  });

  it("is taken in once, whoever presses twice", async () => {
    const paper = paperFor(account, house.clock.now());
    const both = await Promise.all([
      house.run(registerOrder, paper, { as: desk.officer }),
      house.run(registerOrder, paper, { as: house.as("compliance-officer", { second: true }) }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ code: "orders.order.twice" });
    expect(await ordersOf()).toHaveLength(1);
  });

  it("names accounts of its own programme, and is not for every role", async () => {
    const elsewhere = await makeAccount(house, { programme: MALL });
    expect(await desk.take(elsewhere)).toBe("orders.ground.target-unknown");
    expect(await desk.take(account, {}, house.as("customer-service"))).toBe("kernel.permission.denied");
    const order = await desk.given(account);
    const other = house.as("compliance-lead", { programme: MALL });
    await expect(house.ask(orderDetailQuery, { id: order.orderId }, { as: other })).rejects.toThrow();
  });

  it("for all of a customer freezes each account, and a sum needs one", async () => {
    const target = { target: "customer", targetName: account.customerNumber } as const;
    expect(await desk.given(account, target)).toMatchObject({ state: "registered" });
    expect(await ordersOf()).toHaveLength(1);
  });
});

describe("what may not be told", () => {
  it("is taken in by cleared people, seen by them alone, and looks like any account under review", async () => {
    const paper = { ...AML, term: HOURS };
    expect(await desk.take(account, paper)).toBe("orders.order.needs-cleared");
    const order = await desk.given(account, paper, analyst());
    await desk.confirm(order.orderId);
    expect(await desk.orderOf(order.orderId)).toMatchObject({ clearance: "suspicion", state: "in-force" });
    for (const role of ["customer-service", "compliance-officer", "team-lead", "auditor"] as const) {
      const as = house.as(role);
      await expect(house.ask(orderDetailQuery, { id: order.orderId }, { as })).rejects.toThrow();
      if (role === "customer-service") continue;
      const list = await house.ask(listOrders, { filters: { accountId: account.accountId } }, { as });
      expect(list).toMatchObject({ rows: [], count: 0 });
    }
    const seen = await house.ask(accountControls, { accountId: account.accountId }, { as: desk.officer });
    const text = JSON.stringify(seen, (_key, value) => (typeof value === "bigint" ? String(value) : value));
    expect(text).toContain("under-review");
    expect(text).not.toContain("order-aml-freeze");
    expect(text).not.toContain("law-order-aml-48h");
    expect(await house.rows("select id from customer_letters where customer_id = $1", [account.customerId])).toEqual(
      [],
    );
    const open = await house.rows("select kind from audit_entries where subject_id = $1 and log like '%.general'", [
      order.orderId,
    ]);
    expect(open).toEqual([]);
  });

  it("is not told by another order that waits behind it", async () => {
    await desk.given(account, { ...AML, term: HOURS }, analyst());
    expect(await desk.given(account)).toMatchObject({ state: "registered" });
    const behind = { authority: "supervision", basis: "supervision", authorityName: "示例市监委" } as const;
    expect(await desk.given(account, behind, lead())).toMatchObject({ state: "queued" });
  });
});

describe("refusing, reviewing, answering", () => {
  it("keeps a refused paper with every ground, and refuses none that is whole", async () => {
    const paper = paperFor(account, house.clock.now(), { authority: "foreign", officers: [] });
    const refused = await house.run(refuseOrder, { paper, seen: [] }, { as: desk.officer });
    expect(refused).toMatchObject({ ok: true, result: { grounds: ["authority-foreign", "officers-missing"] } });
    if (!refused.ok) return;
    expect(await desk.orderOf(refused.result.orderId)).toMatchObject({ state: "refused" });
    const whole = paperFor(account, house.clock.now());
    expect(await house.run(refuseOrder, { paper: whole, seen: [] }, { as: desk.officer })).toMatchObject({
      code: "orders.order.not-refusable",
    });
    const doubted = await house.run(
      refuseOrder,
      { paper: whole, seen: ["authenticity-doubted"] },
      { as: desk.officer },
    );
    expect(doubted).toMatchObject({ ok: true, result: { grounds: ["authenticity-doubted"] } });
    const sum = { act: "deduct", basis: "enforcement", term: null } as const;
    const above = paperFor(account, house.clock.now(), {
      ...COURT,
      ...sum,
      extent: { scope: "amount", amountMinor: 999_999n },
    });
    expect(await house.run(refuseOrder, { paper: above, seen: [] }, { as: desk.officer })).toMatchObject({
      ok: true,
      result: { grounds: ["above-balance"] },
    });
  });

  it("is looked at by another lead with the scan on file, and a missed look never ends anything", async () => {
    const order = await desk.given(account, {}, lead());
    await desk.confirm(order.orderId);
    const review = (as = house.as("compliance-lead", { second: true })) =>
      house.run(reviewOrder, { orderId: order.orderId, outcome: "confirmed", nextStep: null, note: "" }, { as });
    expect(await review(lead())).toMatchObject({ ok: false });
    expect(await review()).toMatchObject({ code: "orders.review.scan-missing" });
    house.clock.set("2026-10-10T20:32:00+08:00");
    const work = { runtime: house.runtime, requestId: "alarm-1", signal: new AbortController().signal };
    expect(await ringAlarms(work)).toBeGreaterThan(0);
    expect(await ringAlarms({ ...work, requestId: "alarm-2" })).toBe(0);
    expect(await desk.orderOf(order.orderId)).toMatchObject({ state: "in-force" });
    expect(await measureRow(await desk.measureOf(order.orderId))).toMatchObject({ state: "in-force" });
    const [item] = await house.rows(
      "select priority, state from work_items where subject_id = $1 and kind = 'order-review'",
      [order.orderId],
    );
    expect(item).toEqual({ priority: 2, state: "open" });
  });

  it("is answered once something was done, and the answer is kept", async () => {
    const order = await desk.given(account);
    const answer = {
      orderId: order.orderId,
      channel: "counter",
      sentAt: house.clock.now(),
      note: "回执已交付",
    } as const;
    expect(await house.run(recordAnswer, answer, { as: desk.officer })).toMatchObject({
      code: "orders.answer.not-done",
    });
    await desk.confirm(order.orderId);
    expect(await house.run(recordAnswer, answer, { as: desk.officer })).toMatchObject({ ok: true });
    const detail = await house.ask(orderDetailQuery, { id: order.orderId }, { as: desk.officer });
    expect(detail.answers).toMatchObject([{ channel: "counter", note: "回执已交付" }]);
    expect(detail.officers).toHaveLength(2);
    expect(JSON.stringify(detail.officers)).not.toContain("样0001");
  });
});

describe("alarms before an end", () => {
  it("ring once for each distance, with work for who asks the authority", async () => {
    const order = await desk.given(account);
    await desk.confirm(order.orderId);
    const work = (requestId: string) => ({ runtime: house.runtime, requestId, signal: new AbortController().signal });
    house.clock.set("2027-03-10T09:00:00+08:00");
    await ringAlarms(work("ring-1"));
    expect(await desk.orderOf(order.orderId)).toMatchObject({ alarmed: "days-30" });
    await ringAlarms(work("ring-2"));
    house.clock.set("2027-04-08T09:00:00+08:00");
    await ringAlarms(work("ring-3"));
    expect(await desk.orderOf(order.orderId)).toMatchObject({ alarmed: "days-1", state: "in-force" });
    const rung = await house.rows(
      "select id from audit_entries where subject_id = $1 and kind = 'orders.order.alarm'",
      [order.orderId],
    );
    expect(rung).toHaveLength(2);
    const [item] = await house.rows("select state from work_items where subject_id = $1 and kind = 'order-expiring'", [
      order.orderId,
    ]);
    expect(item).toEqual({ state: "open" });
  });
});
