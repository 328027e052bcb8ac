import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDuration, type Instant, instant } from "@/domain/shared/time";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import type { AtOnce } from "./at-once";
import { imposeUrgent } from "./commands/impose-restriction";
import { registerMeasureListener } from "./listeners";
import { accountControls, measureDetail } from "./queries";
import { road } from "./testing";
import { type Deed, doors } from "./testing/doors";

const START = instant("2026-10-09T02:10:00+08:00");
const ORDER = { type: "order", id: "01920000-0000-7000-8000-00000000aa01" };
const CASE = { type: "loss-report", id: "01920000-0000-7000-8000-00000000aa02" };
const hours = (count: number): Instant => addDuration(START, { hours: count });

const heard: string[] = [];
registerMeasureListener({
  subjectType: "order",
  settled: async (_scope, { measure, was }) => {
    heard.push(`${was} > ${measure.state} ${measure.kind}`);
    return { audit: [], events: [] };
  },
  numberOf: async (_scope, id) => (id === ORDER.id ? "GO-000001" : null),
});

let house: House;
let way: ReturnType<typeof road>;
let carry: ReturnType<typeof doors>;
let account: MadeAccount;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set(START);
  way = road(house);
  carry = doors(house);
  account = await makeAccount(house);
  heard.length = 0;
});

const stop = (more: Partial<AtOnce> = {}): AtOnce => ({
  accountId: account.accountId,
  customerId: account.customerId,
  kind: "stop",
  source: "authority",
  reasonCode: "order-stop",
  extent: { scope: "debit", amountMinor: null, target: null },
  subject: ORDER,
  expiresAt: hours(48),
  ...more,
});
const lost = (): AtOnce =>
  stop({ kind: "freeze", source: "customer", reasonCode: "loss-reported", subject: CASE, expiresAt: null });
const done = async (deed: Deed, key?: string) => {
  const outcome = await carry(deed, key);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.result;
};
const given = async (asked: AtOnce = stop()) => (await done({ do: "impose", asked })).measureId;
const held = async (asked: AtOnce = stop(), coreSequence = 1) => {
  const measureId = await given(asked);
  await answer(measureId, { coreSequence });
  return measureId;
};
/** The core's word on the newest order about a measure. */
const answer = (measureId: string, event: Parameters<typeof way.answer>[1]) =>
  way.answer(measureId, { eventId: `${measureId}-${event.coreSequence}`, ...event });
const rowOf = async (measureId: string) => (await house.rows("select * from measures where id = $1", [measureId]))[0];
const itemOf = async (measureId: string) =>
  (
    await house.rows<{ state: string; priority: number; excluded_person_id: string | null; due_at: Date }>(
      "select state, priority, excluded_person_id, due_at from work_items where kind = 'measure-review' and subject_id = $1",
      [measureId],
    )
  )[0];
const urgent = (as = way.officer, more: object = {}) =>
  house.run(
    imposeUrgent,
    { accountId: account.accountId, scope: "debit", note: "正在转出，来不及复核", ...more },
    { as },
  );
const _urgentId = async () => {
  const outcome = await urgent();
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.result.measureId;
};

describe("a measure given at once", () => {
  it("is instructed, ordered and logged in its command, and told to whom it stands on when the core confirms", async () => {
    const measureId = await given();
    expect(await rowOf(measureId)).toMatchObject({
      kind: "stop",
      source: "authority",
      state: "instructed",
      approval_id: null,
      expires_at: new Date(hours(48)),
    });
    const [order] = await house.rows("select verb, body from core_instructions where measure_id = $1", [measureId]);
    expect(order).toMatchObject({ verb: "restrict", body: { reasonCode: "order-stop", scope: "debit" } });
    expect(heard).toEqual([]);
    await answer(measureId, { coreSequence: 1 });
    expect(heard).toEqual(["instructed > in-force stop"]);
    const detail = await house.ask(measureDetail, { measureId }, { as: way.lead });
    expect(detail).toMatchObject({
      paper: { type: "order", number: "GO-000001" },
      afterReview: true,
      measure: { road: "at-once", expiresAt: hours(48) },
    });
  });

  it("is given once however often it is asked for, by the same key or another", async () => {
    const measureId = await given();
    expect(await done({ do: "impose", asked: stop() })).toMatchObject({ measureId, outcome: "already" });
    expect(await done({ do: "impose", asked: stop() }, "twice")).toMatchObject({ measureId });
    expect(await done({ do: "impose", asked: stop() }, "twice")).toMatchObject({ measureId });
    expect(await house.rows("select 1 from measures where account_id = $1", [account.accountId])).toHaveLength(1);
    const both = await Promise.all([carry({ do: "impose", asked: lost() }), carry({ do: "impose", asked: lost() })]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await house.rows("select 1 from measures where account_id = $1", [account.accountId])).toHaveLength(2);
  });

  it("refuses what contradicts itself, with nothing left behind", async () => {
    const other = await makeAccount(house);
    const extent = (scope: AtOnce["extent"]["scope"], target: string | null) => ({ scope, amountMinor: null, target });
    for (const [asked, code] of [
      [stop({ expiresAt: START }), "controls.measure.term-past"],
      [stop({ expiresAt: hours(49) }), "controls.measure.term-too-long"],
      [stop({ kind: "restriction" }), "controls.measure.kind-not-of-source"],
      [stop({ extent: extent("credit", null) }), "controls.measure.scope-contradicts"],
      [stop({ extent: extent("amount", null) }), "controls.restriction.amount-missing"],
      [stop({ extent: extent("function", "gambling") }), "controls.restriction.target-unknown"],
      [stop({ extent: extent("card", other.accountId) }), "controls.restriction.card-foreign"],
    ] as const)
      expect(await carry({ do: "impose", asked })).toMatchObject({ ok: false, code });
    await expect(carry({ do: "impose", asked: stop({ customerId: other.customerId }) })).rejects.toThrow();
    const [{ n } = { n: 0 }] = await house.rows<{ n: number }>(
      "select (select count(*) from measures where account_id = $1)::int + (select count(*) from core_instructions where account_id = $1)::int as n",
      [account.accountId],
    );
    expect(n).toBe(0);
  });

  it("takes one of the holder's own cards, and a function by name", async () => {
    const [card] = await house.rows<{ id: string }>(
      `insert into bound_cards (id, programme_id, legal_entity_id, account_id, customer_id, bank, type, number_sealed, bound_on, status)
       select gen_random_uuid(), programme_id, legal_entity_id, id, customer_id, 'XB', 'debit', '\\x00', '2026-01-01', 'bound'
       from accounts where id = $1 returning id`,
      [account.accountId],
    );
    await given(stop({ extent: { scope: "card", amountMinor: null, target: card?.id ?? "" } }));
    await given(stop({ extent: { scope: "function", amountMinor: null, target: "withdrawal" } }));
    const shown = await house.ask(accountControls, { accountId: account.accountId }, { as: way.officer });
    expect(shown.effective).toMatchObject({ debit: false, functions: ["withdrawal"], cards: [card?.id] });
  });
});

describe("its end", () => {
  it("is the authority's for an authority's, and once", async () => {
    const measureId = await held();
    for (const reasonCode of ["holder-restored", "objection-upheld"] as const)
      expect(await carry({ do: "end", asked: { measureId, reasonCode, subject: ORDER } })).toMatchObject({
        ok: false,
        code: "controls.release.not-by-authority",
      });
    const release = { do: "end", asked: { measureId, reasonCode: "order-release", subject: ORDER } } as const;
    expect(await done(release)).toMatchObject({ outcome: "lifting" });
    expect(await itemOf(measureId)).toMatchObject({ state: "cancelled" });
    expect(await done(release)).toMatchObject({ outcome: "ended" });
    await answer(measureId, { coreSequence: 2 });
    expect(heard.at(-1)).toBe("release-instructed > released stop");
    expect(await done(release)).toMatchObject({ outcome: "ended" });
    const orders = await house.rows("select verb from core_instructions where measure_id = $1", [measureId]);
    expect(orders).toHaveLength(2);
  });

  it("follows the core's word where it came first", async () => {
    const measureId = await given();
    const release = { measureId, reasonCode: "order-release", subject: ORDER } as const;
    expect(await done({ do: "end", asked: release })).toMatchObject({ outcome: "awaited" });
    await answer(measureId, { coreSequence: 1 });
    expect(await rowOf(measureId)).toMatchObject({ state: "release-instructed", release_reason_code: "order-release" });
  });

  it("leaves every other measure of the account standing", async () => {
    const first = await held();
    await held(lost(), 2);
    await done({ do: "end", asked: { measureId: first, reasonCode: "order-release", subject: ORDER } });
    await answer(first, { coreSequence: 3 });
    const shown = await house.ask(accountControls, { accountId: account.accountId }, { as: way.officer });
    expect(shown.effective.debit).toBe(true);
  });

  it("is not to be proposed for what an authority or the holder has", async () => {
    const measureId = await held(lost());
    await expect(way.proposeRelease(measureId)).rejects.toThrow("controls.release.not-by-hand");
    const shown = await house.ask(accountControls, { accountId: account.accountId }, { as: way.officer });
    expect(shown.available.find((one) => one.measureId === measureId)?.refusal).toBe("controls.release.not-by-hand");
  });
});

describe("a renewal and a deduction", () => {
  it("moves the end on and never back, and is kept in the log", async () => {
    const measureId = await held(stop({ kind: "freeze", reasonCode: "order-freeze" }));
    const extend = (expiresAt: Instant) => carry({ do: "extend", asked: { measureId, expiresAt, subject: ORDER } });
    expect(await extend(hours(90))).toMatchObject({ ok: true });
    expect(await rowOf(measureId)).toMatchObject({ expires_at: new Date(hours(90)) });
    expect(await extend(hours(80))).toMatchObject({ code: "controls.measure.never-shorter" });
    house.clock.set(hours(91));
    expect(await extend(hours(200))).toMatchObject({ code: "controls.measure.term-past" });
    const entries = await house.rows(
      "select 1 from audit_entries where kind = 'controls.measure.extend' and subject_id = $1",
      [measureId],
    );
    expect(entries).toHaveLength(1);
  });

  it("a deduction is carried out or fails whole, and holds nothing", async () => {
    const asked = { accountId: account.accountId, customerId: account.customerId, amountMinor: 5_000n, subject: ORDER };
    const { measureId } = await done({ do: "deduct", asked });
    const [order] = await house.rows("select verb, body from core_instructions where measure_id = $1", [measureId]);
    expect(order).toMatchObject({ verb: "deduct", body: { amountMinor: "5000" } });
    await answer(measureId, { coreSequence: 1, outcome: "rejected", reason: "insufficient_balance" });
    expect(heard).toEqual(["instructed > failed deduction"]);
    const again = await done({ do: "deduct", asked });
    await answer(again.measureId, { coreSequence: 2 });
    expect(heard.at(-1)).toBe("instructed > carried-out deduction");
    const shown = await house.ask(accountControls, { accountId: account.accountId }, { as: way.officer });
    expect(shown.effective).toMatchObject({ debit: false, amountMinor: 0n });
  });
});
