import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "@/domain/shared/time";
import { expireMeasures } from "@/server/controls/terms";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { decideObjection } from "@/server/objections/commands/decide-objection";
import { registerObjection } from "@/server/objections/commands/register-objection";
import { watchElectronicOrders } from "@/server/orders/electronic/watch";
import { openPlatformHouse, type PlatformHouse } from "./support/platform-house";

let bench: PlatformHouse;
beforeAll(async () => {
  bench = await openPlatformHouse({ asksGateway: true });
});
afterAll(() => bench.close());

const at = (text: string) => instant(`2026-10-${text}+08:00`);
const tick = () => watchElectronicOrders({ runtime: bench.house.runtime, requestId: "watch" }, bench.platform());
const lapse = () => expireMeasures(bench.house.runtime, { requestId: "lapse" });

/** The subject pays somebody 12 yuan 36 from the account: what is left of the balance, in fen. */
const spends = async ({ coreNumber }: MadeAccount): Promise<string> => {
  const payment = { programme: "pay", kind: "consumption", factors: ["static-password", "biometric"] };
  return (await bench.client.move({ accountNumber: coreNumber, deltaMinor: "-1236", payment })).balanceMinor;
};
const lastDecision = async ({ accountId }: MadeAccount) => {
  const [row] = await bench.house.rows<{ answer: string; state: string; body: { reasons: { code: string }[] } }>(
    "select answer, state, body from decisions where account_id = $1 order by decided_at desc, id desc limit 1",
    [accountId],
  );
  return row && { answer: row.answer, state: row.state, reasons: row.body.reasons.map(({ code }) => code) };
};

/** The subject calls and asks why: entered at the desk, and passed on, for it is the authority's to judge. */
async function calls({ customerId }: MadeAccount, measureId: string): Promise<void> {
  const { house } = bench;
  const receivedAt = house.clock.now();
  const words = "账户为何不能付款";
  const objection = { measureId, customerId, ground: "proved", channel: "phone", receivedAt, words } as const;
  const entered = await house.run(registerObjection, objection, { as: house.as("customer-service") });
  if (!entered.ok) throw new Error(entered.code);
  const verdict = { id: entered.result.id, version: 1, answer: "经核实，已转有关机关处理。" };
  const decide = (outcome: "upheld" | "forwarded") =>
    house.run(decideObjection, { ...verdict, verdict: { outcome } }, { as: house.as("compliance-lead") });
  expect(await decide("upheld")).toMatchObject({ code: "objections.decision.authority-only" });
  expect(await decide("forwarded")).toMatchObject({ ok: true });
}

/** Ten past two: a stop of a whole account arrives, and is in force at the core. */
async function stoppedAtNight() {
  bench.house.clock.set("2026-10-09T02:10:00+08:00");
  const account = await makeAccount(bench.house);
  await bench.open(account, "91236");
  const started = performance.now();
  const target = { accountNumber: account.coreNumber };
  const { messageId, state } = await bench.say({ act: "stop", target, extent: { scope: "all" }, hours: 48 });
  expect(state).toBe("executed");
  const { measure_id: measureId, id } = await bench.order(messageId);
  await bench.deliver(measureId);
  await bench.reaches(measureId, "in-force");
  const seconds = (performance.now() - started) / 1_000;
  expect(seconds).toBeLessThan(10);
  await bench.deliverAnswers();
  return { account, messageId, measureId, id, target };
}

const mattersOf = (id: string) =>
  bench.house.rows("select kind, state from work_items where subject_id = $1 order by kind", [id]);
const kinds = async (messageId: string) => (await bench.answers(messageId)).map(({ kind }) => kind);

describe("the night of an order", () => {
  it("02:10 a stop; the subject spends and calls, nothing is voided; the alarm rings; it lapses to the minute", async () => {
    const { account, messageId, measureId, id } = await stoppedAtNight();
    await expect(spends(account)).rejects.toThrow(/payment_denied.*mipay-authority-freeze-deduct/);
    expect(await lastDecision(account)).toMatchObject({ answer: "deny", reasons: ["limits.held.debit"] });
    // Money in flight settles and the balance moves: the order stands as it was given.
    await bench.client.setAccount({ accountNumber: account.coreNumber, currency: "CNY", balanceMinor: "50000" });
    await bench.house.rows("update accounts set balance_minor = 50000, version = version + 1 where id = $1", [
      account.accountId,
    ]);
    bench.house.clock.set("2026-10-09T08:30:00+08:00");
    await calls(account, measureId);
    bench.house.clock.set("2026-10-10T09:00:00+08:00");
    await tick();
    await expect(spends(account)).rejects.toThrow("payment_denied");
    expect(await bench.way.stateOf(measureId)).toBe("in-force");
    expect(await mattersOf(id)).toEqual([]);

    bench.house.clock.set("2026-10-10T22:10:00+08:00");
    expect(await tick()).toBe(1);
    expect(await mattersOf(id)).toEqual([{ kind: "order-expiring", state: "open" }]);
    expect(await tick()).toBe(0);

    bench.house.clock.set("2026-10-11T02:09:59+08:00");
    expect(await lapse()).toBe(0);
    expect(await bench.way.stateOf(measureId)).toBe("in-force");
    // The worker comes seven minutes late; the account was free from the minute the term ended.
    bench.house.clock.set("2026-10-11T02:17:00+08:00");
    expect(await lapse()).toBe(1);
    await bench.deliver(measureId);
    await bench.reaches(measureId, "released");
    expect(await bench.order(messageId)).toMatchObject({ ended_at: new Date(at("11T02:10:00")) });
    expect(await mattersOf(id)).toEqual([{ kind: "order-expiring", state: "cancelled" }]);
    await bench.deliverAnswers();
    const answers = await bench.answers(messageId);
    expect(answers.map(({ kind }) => kind)).toEqual(["executed", "lapsed"]);
    expect(answers[1]).toMatchObject({ final: true, endedAt: at("11T02:10:00") });
    expect(await bench.client.account(account.coreNumber)).toMatchObject({ balanceMinor: "50000", measures: [] });
    expect(await spends(account)).toBe("48764");
    expect(await lastDecision(account)).toMatchObject({ answer: "allow", state: "confirmed" });
    const letters = await bench.house.rows<{ template: string }>(
      "select template from customer_letters where subject_id = $1 order by written_at, id",
      [id],
    );
    expect(letters.map(({ template }) => template)).toEqual(["measure.frozen-by-order", "measure.expired"]);
  });

  it("or it becomes a freeze before the stop lapses, without a gap", async () => {
    const { account, messageId, measureId, id, target } = await stoppedAtNight();
    bench.house.clock.set("2026-10-10T23:00:00+08:00");
    await tick();
    const frozen = await bench.say({ act: "freeze", target, extent: { scope: "all" }, term: { months: 6 } });
    const freeze = await bench.order(frozen.messageId);
    await bench.deliver(freeze.measure_id);
    await bench.reaches(freeze.measure_id, "in-force");
    expect((await bench.client.account(account.coreNumber)).effective).toMatchObject({ debit: true, credit: true });
    await bench.deliver(measureId);
    await bench.reaches(measureId, "released");
    expect((await bench.client.account(account.coreNumber)).effective).toMatchObject({ debit: true, credit: true });
    bench.house.clock.set("2026-10-12T00:00:00+08:00");
    expect(await lapse()).toBe(0);
    await bench.deliverAnswers();
    expect(await kinds(frozen.messageId)).toEqual(["executed"]);
    expect(await kinds(messageId)).toEqual(["executed"]);
    expect(await mattersOf(id)).toEqual([{ kind: "order-expiring", state: "cancelled" }]);
  });

  it("a renewal moves the lapse and rings anew", async () => {
    const { messageId, measureId, id } = await stoppedAtNight();
    bench.house.clock.set("2026-10-10T23:00:00+08:00");
    await tick();
    expect(await bench.say({ act: "renew", order: messageId, hours: 24 })).toMatchObject({ state: "answered" });
    expect(await mattersOf(id)).toEqual([{ kind: "order-expiring", state: "cancelled" }]);
    await bench.deliverAnswers();
    bench.house.clock.set("2026-10-11T02:10:00+08:00");
    expect(await lapse()).toBe(0);
    bench.house.clock.set("2026-10-11T22:10:00+08:00");
    expect(await tick()).toBe(1);
    bench.house.clock.set("2026-10-12T02:10:00+08:00");
    expect(await lapse()).toBe(1);
    await bench.deliver(measureId);
    await bench.reaches(measureId, "released");
    expect(await bench.order(messageId)).toMatchObject({ ended_at: new Date(at("12T02:10:00")) });
  });
});

describe("the platform away", () => {
  it("for an hour: the account is protected all the same, and every answer arrives once it is back", async () => {
    const { messageId, measureId } = await stoppedAtNight();
    await bench.behave({ outage: "down" });
    await bench.say({ act: "release", order: messageId });
    await bench.deliver(measureId);
    await bench.reaches(measureId, "released");
    expect(await bench.deliverAnswers("1")).toBe(1);
    expect(await bench.deliverAnswers("2")).toBe(1);
    await bench.restartPlatform();
    expect(await kinds(messageId)).toEqual(["executed"]);
    // The job gave up long ago: the watch hands the answer over.
    bench.house.clock.set("2026-10-09T03:10:00+08:00");
    await tick();
    const [waiting] = await bench.house.rows(
      "select count(*)::int as n from electronic_answers where state = 'queued'",
    );
    expect(waiting).toEqual({ n: 0 });
  });

  it("an answer taken and not confirmed is sent again and counts once", async () => {
    bench.house.clock.set("2026-10-09T02:10:00+08:00");
    const account = await makeAccount(bench.house);
    const target = { accountNumber: account.coreNumber };
    await bench.behave({ dropNext: 1 });
    const { messageId } = await bench.say({ act: "query", target, items: ["account"] });
    expect(await bench.deliverAnswers("1")).toBe(1);
    expect(await bench.deliverAnswers("2")).toBe(0);
    expect(await kinds(messageId)).toEqual(["executed"]);
    const kept = await bench.house.rows(
      "select a.attempts, a.state from electronic_answers a join electronic_orders o on o.id = a.electronic_order_id where o.message_id = $1",
      [messageId],
    );
    expect(kept).toEqual([{ attempts: 2, state: "sent" }]);
  });
});
