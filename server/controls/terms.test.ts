import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDuration, type Instant, instant } from "@/domain/shared/time";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import type { AtOnce } from "./at-once";
import { expireMeasure } from "./commands/expire-measure";
import { announceExpiries, expireMeasures } from "./terms";
import { road } from "./testing";
import { doors } from "./testing/doors";

const START = instant("2026-10-09T02:10:00+08:00");
const ORDER = { type: "order", id: "01920000-0000-7000-8000-00000000bb01" };
const hours = (count: number, minutes = 0): Instant => addDuration(START, { hours: count, minutes });

let house: House;
let way: ReturnType<typeof road>;
let account: MadeAccount;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set(START);
  // What an earlier test left standing is no matter of this one.
  await house.rows("update measures set state = 'released'");
  way = road(house);
  account = await makeAccount(house);
});

const given = async (more: Partial<AtOnce> = {}) => {
  const asked: AtOnce = {
    accountId: account.accountId,
    customerId: account.customerId,
    kind: "stop",
    source: "authority",
    reasonCode: "order-stop",
    extent: { scope: "debit", amountMinor: null, target: null },
    subject: ORDER,
    expiresAt: hours(48),
    ...more,
  };
  const outcome = await doors(house)({ do: "impose", asked });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.result.measureId;
};
const answer = (measureId: string, coreSequence: number, outcome: "applied" | "rejected" = "applied") =>
  way.answer(measureId, { coreSequence, outcome, eventId: `${measureId}-${coreSequence}` });
const held = async (more: Partial<AtOnce> = {}) => {
  const measureId = await given(more);
  await answer(measureId, 1);
  return measureId;
};
const rowOf = async (measureId: string) => (await house.rows("select * from measures where id = $1", [measureId]))[0];
const orders = (measureId: string) => house.rows("select 1 from core_instructions where measure_id = $1", [measureId]);
const run = () => expireMeasures(house.runtime, { requestId: "job" });
const lapses = (measureId: string) =>
  house.rows<{ leaf: { data: object; basis: string[] }; clearance: string }>(
    "select leaf::jsonb as leaf, clearance from audit_entries where subject_id = $1 and kind = 'controls.measure.expire' and outcome = 'committed'",
    [measureId],
  );

describe("the end of a term", () => {
  it("comes to the minute, once, and is written down with its rules", async () => {
    const measureId = await held();
    house.clock.set(hours(47, 59));
    expect(await run()).toBe(0);
    house.clock.set(hours(48));
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    expect(await rowOf(measureId)).toMatchObject({
      state: "release-instructed",
      release_reason_code: "term-ended",
      ended_at: new Date(hours(48)),
      noticed_at: new Date(hours(48)),
    });
    const [entry] = await lapses(measureId);
    expect(entry?.leaf.basis.map((ref) => ref.split("@")[0])).toContain("law-order-86-48h");
    await answer(measureId, 2);
    expect(await rowOf(measureId)).toMatchObject({ state: "released" });
    expect(await orders(measureId)).toHaveLength(2);
  });

  it("keeps its true minute when the worker stood still for hours", async () => {
    const measureId = await held();
    house.clock.set(hours(55, 20));
    expect(await run()).toBe(1);
    expect(await rowOf(measureId)).toMatchObject({
      ended_at: new Date(hours(48)),
      noticed_at: new Date(hours(55, 20)),
    });
    const [entry] = await lapses(measureId);
    expect(entry?.leaf.data).toMatchObject({ endedAt: hours(48), noticedAt: hours(55, 20) });
  });

  it("is one end when two workers, or a worker killed and started again, come to it together", async () => {
    const made = await Promise.all([
      held(),
      held({ subject: { ...ORDER, id: "01920000-0000-7000-8000-00000000bb02" } }),
    ]);
    house.clock.set(hours(48));
    const counts = await Promise.all([run(), run(), run()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(made.length);
    for (const measureId of made) {
      expect(await lapses(measureId)).toHaveLength(1);
      expect(await orders(measureId)).toHaveLength(2);
    }
  });

  it("leaves nothing half done when the worker dies in the middle", async () => {
    const measureId = await held();
    house.clock.set(hours(48));
    const controller = new AbortController();
    controller.abort();
    expect(await expireMeasures(house.runtime, { requestId: "job", signal: controller.signal })).toBe(0);
    expect(await rowOf(measureId)).toMatchObject({ state: "in-force", ended_at: null });
    expect(await run()).toBe(1);
    expect(await rowOf(measureId)).toMatchObject({ state: "release-instructed" });
  });

  it("waits for the core's word about a measure not yet confirmed, and then goes out by itself", async () => {
    const measureId = await given();
    house.clock.set(hours(48));
    expect([await run(), await run()]).toEqual([1, 0]);
    expect(await rowOf(measureId)).toMatchObject({ state: "instructed", lift_reason_code: "term-ended" });
    house.clock.set(hours(50));
    await answer(measureId, 1);
    expect(await rowOf(measureId)).toMatchObject({ state: "release-instructed", ended_at: new Date(hours(48)) });
  });

  it("is tried again within the hour when the core turns the lift down", async () => {
    const measureId = await held();
    house.clock.set(hours(48));
    await run();
    await answer(measureId, 2, "rejected");
    expect(await rowOf(measureId)).toMatchObject({ state: "in-force" });
    expect(await run()).toBe(0);
    house.clock.set(hours(49));
    expect(await run()).toBe(1);
    expect(await rowOf(measureId)).toMatchObject({ state: "release-instructed", ended_at: new Date(hours(48)) });
  });

  it("overtakes a release that waits for a second person", async () => {
    const { measureId, approvalId } = await way.propose(account.accountId, { scope: "debit", expiresAt: hours(20) });
    await way.approve(approvalId);
    await answer(measureId, 1);
    const release = await way.proposeRelease(measureId);
    house.clock.set(hours(20));
    expect(await run()).toBe(1);
    await answer(measureId, 2);
    expect(await rowOf(measureId)).toMatchObject({ state: "released", release_reason_code: "term-ended" });
    await way.approve(release.approvalId);
    expect(await rowOf(measureId)).toMatchObject({ state: "released", release_reason_code: "term-ended" });
    expect(await orders(measureId)).toHaveLength(2);
  });

  it("of a renewed measure is the later one, and the command refuses before it", async () => {
    const measureId = await held({ kind: "freeze", reasonCode: "order-freeze" });
    await doors(house)({ do: "extend", asked: { measureId, expiresAt: hours(100), subject: ORDER } });
    house.clock.set(hours(48));
    expect(await run()).toBe(0);
    const refused = await house.run(expireMeasure, { measureId }, { as: house.system("system:worker") });
    expect(refused).toMatchObject({ ok: false, code: "controls.release.term-running" });
    const denied = await house.run(expireMeasure, { measureId }, { as: way.lead });
    expect(denied).toMatchObject({ code: "kernel.permission.denied" });
  });

  it("of what may not be told is known behind the wall alone", async () => {
    const secret = { kind: "freeze", reasonCode: "order-aml-freeze", secret: true } as const;
    const measureId = await held(secret);
    expect(await rowOf(measureId)).toMatchObject({ expires_at: null });
    house.clock.set(hours(48));
    expect(await run()).toBe(1);
    expect(await lapses(measureId)).toMatchObject([{ clearance: "suspicion" }]);
    expect(await rowOf(measureId)).toMatchObject({ release_reason_code: "ground-gone", expires_at: null });
  });
});

describe("before the end", () => {
  it("the officers are told, once at each distance", async () => {
    const measureId = await held({
      kind: "freeze",
      source: "customer",
      reasonCode: "holder-applied",
      expiresAt: hours(60 * 24),
    });
    const told = async () => {
      await announceExpiries(house.runtime, { requestId: "job" });
      return (await house.jobs("notifications.notice")).filter(
        ({ payload }) => (payload as { link: { id: string } }).link?.id === measureId,
      ).length;
    };
    expect(await told()).toBe(0);
    house.clock.set(hours(31 * 24));
    expect([await told(), await told()]).toEqual([1, 1]);
    house.clock.set(hours(59 * 24 + 2));
    expect(await told()).toBe(2);
  });
});
