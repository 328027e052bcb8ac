import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reviewMeasure } from "@/server/controls/commands/review-measure";
import { road } from "@/server/controls/testing";
import { makeAccount, makePerson, type PersonPrincipal } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { decideObjection } from "./commands/decide-objection";
import { registerObjection } from "./commands/register-objection";
import { withdrawObjection } from "./commands/withdraw-objection";
import "./doors";
import { objectionDetailQuery, objectionFigures, objectionsList } from "./queries";
import { asked, entered, given } from "./testing";

let house: House;
let otherLead: PersonPrincipal;
beforeAll(async () => {
  house = await openHouse();
  otherLead = await makePerson(house, { roles: ["compliance-lead"] });
});
afterAll(() => house.close());

const NOW = "2026-10-09T14:32:00+08:00";
const service = () => house.as("customer-service");

const stateOf = async (measureId: string) =>
  (await house.rows<{ state: string }>("select state from measures where id = $1", [measureId]))[0]?.state;
const answer = "经核实，已处理。";
const lead = () => house.as("compliance-lead");

describe("entering an objection", () => {
  it("starts a clock of fifteen calendar days, opens work and tells the customer that it came", async () => {
    const of = await given(house);
    const outcome = await house.run(registerObjection, asked(of), { as: service() });
    expect(outcome).toMatchObject({ ok: true, result: { dueOn: "2026-10-24" } });
    const id = outcome.ok ? outcome.result.id : "";
    const [clock] = await house.rows("select rule_id, due_raw::text as due, state from clocks where subject_id = $1", [
      id,
    ]);
    expect(clock).toEqual({ rule_id: "law-aml-39", due: "2026-10-24", state: "running" });
    const [item] = await house.rows<{ due_at: Date; excluded_person_id: string }>(
      "select due_at, excluded_person_id from work_items where subject_id = $1 and kind = 'objection'",
      [id],
    );
    expect(item?.due_at.toISOString()).toBe("2026-10-10T06:32:00.000Z");
    expect(item?.excluded_person_id).toBe(house.as("compliance-officer").personId);
    const letters = await house.rows("select template from customer_letters where subject_id = $1", [id]);
    expect(letters).toEqual([{ template: "objection.received" }]);
  });

  it("counts from the day it was received, and shows what was lost", async () => {
    const of = await given(house);
    await house.rows("update measures set requested_at = '2026-09-20' where id = $1", [of.measureId]);
    const id = await entered(house, of, { receivedAt: "2026-10-01T09:00:00+08:00" });
    const detail = await house.ask(objectionDetailQuery, { id }, { as: lead() });
    expect(detail).toMatchObject({ dueRaw: "2026-10-16", daysLost: 8, words: "货款，有合同为证", state: "open" });
  });

  it("refuses a second while one is open, one of the future, and the customer's own protection", async () => {
    const of = await given(house);
    await entered(house, of);
    const again = await house.run(registerObjection, asked(of), { as: service() });
    expect(again).toMatchObject({ code: "objections.objection.already-open" });
    const future = asked(await given(house), { receivedAt: "2026-10-10T00:00:00+08:00" });
    expect(await house.run(registerObjection, future, { as: service() })).toMatchObject({
      code: "objections.objection.future",
    });
    expect(await house.run(registerObjection, asked(await given(house, "customer")), { as: service() })).toMatchObject({
      code: "objections.objection.own-protection",
    });
  });

  it("finds no measure of another customer, nor of another programme", async () => {
    const of = await given(house);
    const stranger = await makeAccount(house);
    await expect(
      house.run(registerObjection, asked(of, { customerId: stranger.customerId }), { as: service() }),
    ).rejects.toThrow("not-found");
    await expect(
      house.run(registerObjection, asked(of), { as: house.as("customer-service", { programme: MALL }) }),
    ).rejects.toThrow("not-found");
    expect(await house.run(registerObjection, asked(of), { as: house.as("auditor") })).toMatchObject({
      code: "kernel.permission.denied",
    });
  });
});

describe("deciding an objection", () => {
  it("ends the measure at once, meets the clock, closes the work and answers", async () => {
    const of = await given(house);
    const id = await entered(house, of);
    const decision = { id, version: 1, verdict: { outcome: "upheld" as const }, answer };
    expect(await house.run(decideObjection, decision, { as: lead() })).toMatchObject({
      ok: true,
      result: { state: "upheld", late: false },
    });
    expect(await stateOf(of.measureId)).toBe("release-instructed");
    expect(await house.rows("select state from clocks where subject_id = $1", [id])).toEqual([{ state: "met" }]);
    expect(await house.rows("select state from work_items where subject_id = $1", [id])).toEqual([{ state: "done" }]);
    const letters = await house.rows(
      "select template, params->>'outcome' as said from customer_letters where subject_id = $1 order by written_at, id",
      [id],
    );
    expect(letters).toContainEqual({ template: "objection.answered", said: "upheld" });
    expect(await house.run(decideObjection, decision, { as: lead() })).toMatchObject({
      code: "objections.objection.stale",
    });
  });

  it("is not for the lead who looked at the measure afterwards and left it", async () => {
    const of = await given(house);
    const reviewed = await house.run(
      reviewMeasure,
      { measureId: of.measureId, reviewOn: "2026-12-01" },
      { as: house.as("compliance-lead") },
    );
    expect(reviewed).toMatchObject({ ok: true });
    expect(await house.rows("select reviewed_by from measures where id = $1", [of.measureId])).toEqual([
      { reviewed_by: lead().personId },
    ]);
    const id = await entered(house, of);
    const decision = { id, version: 1, verdict: { outcome: "upheld" as const }, answer };
    expect(await house.run(decideObjection, decision, { as: lead() })).toMatchObject({
      code: "objections.decision.own-review",
    });
    expect(await stateOf(of.measureId)).toBe("in-force");
    expect(await house.ask(objectionDetailQuery, { id }, { as: lead() })).toMatchObject({
      may: { decide: false, refusal: "objections.decision.own-review" },
    });
    expect(await house.run(decideObjection, decision, { as: otherLead })).toMatchObject({ ok: true });
  });

  it("gives the narrower measure first and ends the wider after it", async () => {
    const of = await given(house);
    const id = await entered(house, of);
    const narrower = { scope: "function" as const, amountMinor: null, target: "transfer" as const };
    const decision = { id, version: 1, verdict: { outcome: "partly" as const, narrower }, answer };
    expect(await house.run(decideObjection, decision, { as: lead() })).toMatchObject({ ok: true });
    const orders = await house.rows(
      "select verb, measure_id = $2 as wider from core_instructions where account_id = $1 order by sequence",
      [of.account.accountId, of.measureId],
    );
    expect(orders.slice(1)).toEqual([
      { verb: "restrict", wider: false },
      { verb: "lift", wider: true },
    ]);
    const wide = { id: await entered(house, await given(house)), version: 1, answer };
    const refused = {
      ...wide,
      verdict: { outcome: "partly" as const, narrower: { ...narrower, scope: "all" as const, target: null } },
    };
    expect(await house.run(decideObjection, refused, { as: lead() })).toMatchObject({
      code: "objections.decision.not-narrower",
    });
  });

  it("is not for who agreed with the measure, and leaves it in force when turned down", async () => {
    const account = await makeAccount(house);
    const { propose, approve, answer: answered } = road(house);
    const { measureId, approvalId } = (await propose(account.accountId)) as { measureId: string; approvalId: string };
    await approve(approvalId, lead());
    await answered(measureId, { coreSequence: 901 });
    const id = await entered(house, { account, measureId });
    const decision = {
      id,
      version: 1,
      verdict: { outcome: "rejected" as const, reason: "risk-remains" as const },
      answer,
    };
    expect(await house.run(decideObjection, decision, { as: lead() })).toMatchObject({
      code: "objections.decision.own-measure",
    });
    expect(await house.ask(objectionDetailQuery, { id }, { as: lead() })).toMatchObject({
      may: { decide: false, refusal: "objections.decision.own-measure" },
    });
    expect(await house.run(decideObjection, decision, { as: otherLead })).toMatchObject({ ok: true });
    expect(await stateOf(measureId)).toBe("in-force");
  });

  it("forwards what is an authority's, and ends nothing of it", async () => {
    const of = await given(house, "authority");
    const id = await entered(house, of);
    const upheld = { id, version: 1, verdict: { outcome: "upheld" as const }, answer };
    expect(await house.run(decideObjection, upheld, { as: otherLead })).toMatchObject({
      code: "objections.decision.authority-only",
    });
    const forwarded = { ...upheld, verdict: { outcome: "forwarded" as const } };
    expect(await house.run(decideObjection, forwarded, { as: otherLead })).toMatchObject({ ok: true });
    expect(await stateOf(of.measureId)).toBe("in-force");
  });

  it("settles what had ended meanwhile", async () => {
    const of = await given(house);
    const id = await entered(house, of);
    await house.rows(
      "update measures set state = 'released', release_reason_code = 'checked-clear', released_at = now() where id = $1",
      [of.measureId],
    );
    const decision = { id, version: 1, verdict: { outcome: "settled" as const }, answer };
    expect(await house.run(decideObjection, decision, { as: lead() })).toMatchObject({ ok: true });
  });

  it("says that it was late, and the clock is breached", async () => {
    const id = await entered(house, await given(house));
    house.clock.set("2026-10-30T10:00:00+08:00");
    try {
      expect(await house.ask(objectionFigures, {}, { as: lead() })).toMatchObject({ late: expect.any(Number) });
      const [row] = (await house.ask(objectionsList, { filters: { state: ["open"] } }, { as: lead() })).rows.filter(
        (one) => one.id === id,
      );
      expect(row).toMatchObject({ late: true });
      const decision = { id, version: 1, verdict: { outcome: "upheld" as const }, answer };
      expect(await house.run(decideObjection, decision, { as: lead() })).toMatchObject({ result: { late: true } });
      expect(await house.rows("select state from clocks where subject_id = $1", [id])).toEqual([{ state: "breached" }]);
    } finally {
      house.clock.set(NOW);
    }
  });

  it("is withdrawn with the customer's word, and the measure stays", async () => {
    const of = await given(house);
    const id = await entered(house, of);
    const back = { id, version: 1, note: "客户来电撤回" };
    expect(await house.run(withdrawObjection, back, { as: service() })).toMatchObject({ ok: true });
    expect(await house.run(withdrawObjection, back, { as: service() })).toMatchObject({ ok: false });
    expect(await stateOf(of.measureId)).toBe("in-force");
    await entered(house, of);
  });

  it("is not found from another programme, and nobody without the right decides", async () => {
    const id = await entered(house, await given(house));
    const decision = { id, version: 1, verdict: { outcome: "upheld" as const }, answer };
    await expect(
      house.run(decideObjection, decision, { as: house.as("compliance-lead", { programme: MALL }) }),
    ).rejects.toThrow("not-found");
    expect(await house.run(decideObjection, decision, { as: house.as("compliance-officer") })).toMatchObject({
      code: "kernel.permission.denied",
    });
    await expect(
      house.ask(objectionDetailQuery, { id }, { as: house.as("auditor", { programme: MALL }) }),
    ).rejects.toThrow("not-found");
  });
});
