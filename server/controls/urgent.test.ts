import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDuration, type Instant, instant } from "@/domain/shared/time";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import type { AtOnce } from "./at-once";
import { endMeasure } from "./commands/end-measure";
import { imposeUrgent } from "./commands/impose-restriction";
import { reviewMeasure } from "./commands/review-measure";
import { registerMeasureListener } from "./listeners";
import { listMeasures } from "./measures-list";
import { measureDetail } from "./queries";
import { escalateReviews } from "./terms";
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
const urgentId = async () => {
  const outcome = await urgent();
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.result.measureId;
};

describe("restricted at once on urgent own risk", () => {
  it("by an officer; another person looks, keeps it or ends it", async () => {
    const measureId = await urgentId();
    expect(await rowOf(measureId)).toMatchObject({ kind: "restriction", source: "own-judgement", state: "instructed" });
    expect(await itemOf(measureId)).toMatchObject({ state: "open", excluded_person_id: way.officer.personId });
    await answer(measureId, { coreSequence: 1 });
    expect(await urgent()).toMatchObject({ ok: false, code: "controls.measure.already" });
    const keep = { measureId, reviewOn: "2026-11-30" };
    expect(await house.run(reviewMeasure, keep, { as: way.officer })).toMatchObject({
      code: "kernel.permission.denied",
    });
    const shown = await house.ask(measureDetail, { measureId }, { as: way.lead });
    expect(shown.available.map(({ control, refusal }) => `${control} ${refusal}`)).toContain("end null");
    expect(await house.run(endMeasure, { measureId, note: "核实为本人正常付款" }, { as: way.lead })).toMatchObject({
      ok: true,
      result: { outcome: "lifting" },
    });
    expect(await rowOf(measureId)).toMatchObject({ state: "release-instructed", release_reason_code: "wrongly-given" });
    expect(await house.run(endMeasure, { measureId, note: "再次" }, { as: way.lead })).toMatchObject({
      code: "controls.review.none",
    });
    const after = await house.ask(measureDetail, { measureId }, { as: way.lead });
    expect(after).toMatchObject({ releaseNote: "核实为本人正常付款", note: "正在转出，来不及复核" });
  });

  it("by a lead: the look is another lead's", async () => {
    const outcome = await urgent(way.lead);
    const measureId = outcome.ok ? outcome.result.measureId : "";
    const keep = { measureId, reviewOn: "2026-11-30" };
    expect(await house.run(reviewMeasure, keep, { as: way.lead })).toMatchObject({
      code: "controls.review.same-person",
    });
    const second = house.as("compliance-lead", { second: true });
    expect(await house.run(reviewMeasure, keep, { as: second })).toMatchObject({ ok: true });
    expect(await itemOf(measureId)).toMatchObject({ state: "done" });
  });

  it("is nobody else's, and never reaches into another programme", async () => {
    expect(await urgent(house.as("customer-service"))).toMatchObject({ code: "kernel.permission.denied" });
    await expect(urgent(house.as("compliance-officer", { programme: MALL }))).rejects.toThrow();
  });

  it("left unreviewed for 30 hours it still protects, and is pressed for", async () => {
    const measureId = await urgentId();
    await answer(measureId, { coreSequence: 1 });
    house.clock.set(hours(23));
    await escalateReviews(house.runtime, { requestId: "job" });
    expect(await itemOf(measureId)).toMatchObject({ state: "open", priority: 0 });
    house.clock.set(hours(30));
    await escalateReviews(house.runtime, { requestId: "job" });
    await escalateReviews(house.runtime, { requestId: "job" });
    expect(await itemOf(measureId)).toMatchObject({ state: "open", priority: 2 });
    expect(await rowOf(measureId)).toMatchObject({ state: "in-force" });
    const told = (await house.jobs("notifications.notice")).filter(
      ({ payload }) => (payload as { kind: string; link: { id: string } }).link?.id === measureId,
    );
    expect(told).toHaveLength(1);
    const list = await house.ask(listMeasures, { filters: { review: ["overdue"] } }, { as: way.lead });
    expect(list.rows.map(({ id }) => id)).toContain(measureId);
  });

  it("does not let a look take a holder's or an authority's protection away", async () => {
    for (const measureId of [await held(lost()), await held(stop(), 2)])
      expect(await house.run(endMeasure, { measureId, note: "误" }, { as: way.lead })).toMatchObject({
        code: "controls.review.not-endable",
      });
  });
});

describe("on a paper that may not be told of", () => {
  const secret = () => stop({ kind: "freeze", reasonCode: "order-aml-freeze", expiresAt: hours(48), secret: true });

  it("shows a restriction under review to everybody who is not cleared, the core included", async () => {
    const measureId = await held(secret());
    expect(await itemOf(measureId)).toBeUndefined();
    const [order] = await house.rows("select body from core_instructions where measure_id = $1", [measureId]);
    expect(order).toMatchObject({ body: { reasonCode: "under-review" } });
    const plain = await house.ask(measureDetail, { measureId }, { as: way.officer });
    expect(plain).toMatchObject({
      paper: null,
      measure: { kind: "restriction", source: "system", reasonCode: "under-review", expiresAt: null, secret: false },
    });
    expect(JSON.stringify(plain, (_k, v) => (typeof v === "bigint" ? `${v}` : v))).not.toMatch(/order|authority/);
    const cleared = await house.ask(measureDetail, { measureId }, { as: way.lead });
    expect(cleared).toMatchObject({
      paper: { type: "order" },
      measure: {
        kind: "freeze",
        source: "authority",
        reasonCode: "order-aml-freeze",
        expiresAt: hours(48),
        secret: true,
      },
    });
    const seen = async (as: typeof way.lead, filters: object) =>
      (await house.ask(listMeasures, { filters }, { as })).rows.map(({ id }) => id);
    expect(await seen(way.officer, { kind: ["freeze"] })).not.toContain(measureId);
    expect(await seen(way.lead, { kind: ["freeze"] })).toContain(measureId);
    expect(await seen(way.officer, { source: ["system"] })).toContain(measureId);
  });

  it("leaves no word of it in the log everybody reads", async () => {
    const measureId = await held(secret());
    await done({ do: "end", asked: { measureId, reasonCode: "order-release", subject: ORDER } });
    const entries = await house.rows<{ clearance: string; leaf: unknown }>(
      "select clearance, leaf from audit_entries where subject_id = $1 and clearance = 'general'",
      [measureId],
    );
    expect(entries.length).toBeGreaterThanOrEqual(3);
    expect(JSON.stringify(entries)).not.toMatch(/order-|freeze|48h|authority/);
  });
});
