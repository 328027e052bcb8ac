import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { SystemGround } from "@/domain/controls/codes";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { imposeBySystem, liftBySystem } from "./by-system";
import { requestRelease } from "./commands/request-release";
import { reviewMeasure } from "./commands/review-measure";
import { accountControls, measureDetail } from "./queries";
import { road } from "./testing";

/** A capability's own command, standing in for the ones that use this road. */
const state = command({
  name: "controls.measure.impose",
  permission: "reverification.run",
  input: z.object({ accountId: z.uuid(), customerId: z.uuid(), ground: z.string(), subjectId: z.uuid() }),
  subject: ({ accountId }) => ({ type: "account", id: accountId }),
  async handle(scope, { accountId, customerId, ground, subjectId }) {
    const done = await imposeBySystem(scope, {
      accountId,
      customerId,
      scope: "debit",
      reasonCode: ground as SystemGround,
      subject: { type: "trigger", id: subjectId },
    });
    if (!done.ok) return done;
    const [first, ...rest] = done.value.audit;
    if (!first) return refuse("controls.failure.none");
    return committed({
      result: { measureId: done.value.measureId },
      audit: [first, ...rest],
      events: done.value.events,
    });
  },
});
const unstate = command({
  name: "controls.measure.lift",
  permission: "reverification.run",
  input: z.object({ measureId: z.uuid(), ground: z.string() }),
  subject: ({ measureId }) => ({ type: "measure", id: measureId }),
  async handle(scope, { measureId, ground }) {
    const done = await liftBySystem(scope, { measureId, reasonCode: ground as SystemGround });
    if (!done.ok) return done;
    const [first, ...rest] = done.value.audit;
    if (!first) return refuse("controls.failure.none");
    return committed({ result: { outcome: done.value.outcome }, audit: [first, ...rest], events: done.value.events });
  },
});

let house: House;
let way: ReturnType<typeof road>;
let account: MadeAccount;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set("2026-10-09T14:32:00+08:00");
  way = road(house);
  account = await makeAccount(house);
});

const worker = () => house.system("system:worker");
const SUBJECT = "01920000-0000-7000-8000-00000000abcd";
const impose = (ground: SystemGround = "identity-expired", subjectId = SUBJECT, key?: string) =>
  house.run(
    state,
    { accountId: account.accountId, customerId: account.customerId, ground, subjectId },
    { as: worker(), ...(key && { key }) },
  );
const given = async (ground: SystemGround = "identity-expired") => {
  const done = await impose(ground);
  if (!done.ok) throw new Error(done.code);
  return done.result.measureId;
};
const lift = (measureId: string, ground: SystemGround = "identity-expired") =>
  house.run(unstate, { measureId, ground }, { as: worker() });
const itemOf = async (measureId: string) =>
  (
    await house.rows<{ state: string }>(
      "select state from work_items where kind = 'measure-review' and subject_id = $1",
      [measureId],
    )
  )[0]?.state;

describe("a measure by the system", () => {
  it("is instructed, ordered, logged and put before a lead in the caller's transaction, with no approval", async () => {
    const measureId = await given();
    const [row] = await house.rows("select * from measures where id = $1", [measureId]);
    expect(row).toMatchObject({ source: "system", state: "instructed", approval_id: null, requested_by: "system" });
    const [order] = await house.rows("select * from core_instructions where measure_id = $1", [measureId]);
    expect(order).toMatchObject({ verb: "restrict", state: "queued", body: { reasonCode: "identity-expired" } });
    expect((await house.jobs("controls.instruction.send")).map(({ payload }) => payload)).toContainEqual({
      instructionId: order?.id,
    });
    expect(await itemOf(measureId)).toBe("open");
    expect(await house.rows("select id from approvals where subject_id = $1", [measureId])).toEqual([]);
    const seen = await house.ask(measureDetail, { measureId }, { as: way.lead });
    expect(seen).toMatchObject({ makerZh: null, makerEn: null, afterReview: true, measure: { source: "system" } });
    expect(seen.basis.map(({ ruleId }) => ruleId)).toContain("mipay-info-update");
  });

  it("is given once for an account, a reason and a subject", async () => {
    const measureId = await given();
    expect(await impose()).toMatchObject({ ok: false, code: "controls.failure.none" });
    expect(await impose("identity-expired", "01920000-0000-7000-8000-00000000abce")).toMatchObject({ ok: true });
    const rows = await house.rows("select id from measures where account_id = $1 and subject_id = $2", [
      account.accountId,
      SUBJECT,
    ]);
    expect(rows.map(({ id }) => id)).toEqual([measureId]);
  });

  it("concerns an account of the customer named, and no other", async () => {
    const other = await makeAccount(house);
    const asked = { accountId: account.accountId, customerId: other.customerId, ground: "identity-expired" };
    await expect(house.run(state, { ...asked, subjectId: SUBJECT }, { as: worker() })).rejects.toThrow();
    expect(await house.rows("select id from measures where account_id = $1", [account.accountId])).toEqual([]);
  });

  it("goes to the worklist like any other when the core says no", async () => {
    const measureId = await given();
    await way.answer(measureId, { outcome: "rejected", coreSequence: 11, reason: "account_under_review" });
    expect(await way.stateOf(measureId)).toBe("failed");
    const items = await house.rows("select kind from work_items where subject_id = $1 and kind = 'core-failure'", [
      measureId,
    ]);
    expect(items).toHaveLength(1);
  });
});

describe("its end by the system", () => {
  it("orders the lift of this one measure, and takes it off the lead's desk", async () => {
    const measureId = await given();
    const own = await way.propose(account.accountId, { scope: "credit" });
    await way.approve(own.approvalId);
    await way.answer(measureId, { coreSequence: 21 });
    expect(await lift(measureId)).toMatchObject({ ok: true, result: { outcome: "lifting" } });
    expect(await way.stateOf(measureId)).toBe("release-instructed");
    expect(await way.stateOf(own.measureId)).toBe("instructed");
    expect(await itemOf(measureId)).toBe("cancelled");
    await way.answer(measureId, { coreSequence: 22 });
    const [row] = await house.rows("select * from measures where id = $1", [measureId]);
    expect(row).toMatchObject({ state: "released", release_reason_code: "ground-gone", release_approval_id: null });
  });

  it("waits for the core's word on the restriction, and follows it in the same transaction", async () => {
    const measureId = await given();
    expect(await lift(measureId)).toMatchObject({ ok: true, result: { outcome: "awaited" } });
    expect(await way.stateOf(measureId)).toBe("instructed");
    await way.answer(measureId, { coreSequence: 33 });
    expect(await way.stateOf(measureId)).toBe("release-instructed");
    const verbs = await house.rows("select verb from core_instructions where measure_id = $1 order by sequence", [
      measureId,
    ]);
    expect(verbs).toEqual([{ verb: "restrict" }, { verb: "lift" }]);
  });

  it("waits for people who are deciding, and follows their no", async () => {
    const measureId = await given();
    await way.answer(measureId, { coreSequence: 44 });
    const { approvalId } = await way.proposeRelease(measureId);
    expect(await lift(measureId)).toMatchObject({ ok: true, result: { outcome: "awaited" } });
    expect(await way.stateOf(measureId)).toBe("release-proposed");
    expect(await way.reject(approvalId, "not-yet-checked")).toMatchObject({ ok: true });
    expect(await way.stateOf(measureId)).toBe("release-instructed");
  });

  it("is refused for what people gave", async () => {
    const { measureId } = await way.propose(account.accountId);
    expect(await lift(measureId)).toMatchObject({ ok: false, code: "controls.release.not-by-system" });
  });
});

describe("people and measures of the system", () => {
  it("a lead looks at it and leaves it; a second look is refused", async () => {
    const measureId = await given();
    const input = { measureId, reviewOn: "2026-12-01" };
    expect(await house.run(reviewMeasure, input, { as: way.lead })).toMatchObject({ ok: true });
    expect(await itemOf(measureId)).toBe("done");
    expect(await house.rows("select review_on::text from measures where id = $1", [measureId])).toEqual([
      { review_on: "2026-12-01" },
    ]);
    expect(await house.run(reviewMeasure, input, { as: way.lead })).toMatchObject({ code: "controls.review.none" });
  });

  it("what is under review shows nothing of its ground, and nobody proposes its release", async () => {
    const measureId = await given("list-hit");
    await way.answer(measureId, { coreSequence: 55 });
    const shown = await house.ask(accountControls, { accountId: account.accountId }, { as: way.officer });
    expect(shown.measures).toMatchObject([{ id: measureId, reasonCode: "under-review", state: "in-force" }]);
    expect(shown.effective).toMatchObject({ debit: true });
    const detail = await house.ask(measureDetail, { measureId }, { as: way.officer });
    const told = await house.rows("select leaf from audit_entries where subject_id = $1", [measureId]);
    const [order] = await house.rows("select body from core_instructions where measure_id = $1", [measureId]);
    expect(inspect([shown, detail, told, order], { depth: null })).not.toMatch(/list-hit|screening|law-aml-40/);
    const asked = { measureId, version: detail.measure.version, reasonCode: "checked-clear" as const, note: "核查" };
    expect(await house.run(requestRelease, asked, { as: way.officer })).toMatchObject({
      ok: false,
      code: "controls.release.not-by-hand",
    });
  });
});
