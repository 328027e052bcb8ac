import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { approveProposal, rejectProposal } from "@/server/approvals/commands/decide-approval";
import { withdrawProposal } from "@/server/approvals/commands/withdraw-approval";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { expireProposals } from "../handlers";
import { road } from "../testing";

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

const kindsOf = async (ids: string[]) =>
  (
    await house.rows<{ kind: string }>(
      "select kind from audit_entries where subject_id = any($1) and outcome = 'committed' order by id",
      [ids],
    )
  ).map(({ kind }) => kind);

describe("a second person's yes", () => {
  it("instructs the measure, queues the order, closes the item and tells the log, all at once", async () => {
    const { measureId, approvalId } = await way.propose(account.accountId);
    const outcome = await way.approve(approvalId);
    expect(outcome).toMatchObject({ ok: true, result: { status: "approved", subjectId: measureId } });
    expect(await way.stateOf(measureId)).toBe("instructed");
    const [order] = await house.rows("select * from core_instructions where measure_id = $1", [measureId]);
    expect(order).toMatchObject({
      verb: "restrict",
      sequence: 1,
      state: "queued",
      body: { scope: "debit", reasonCode: "risk-signs" },
    });
    expect(JSON.stringify(order)).not.toContain(account.coreNumber);
    expect(await house.rows("select core_sequence from accounts where id = $1", [account.accountId])).toMatchObject([
      { core_sequence: 1 },
    ]);
    expect(await house.rows("select state from work_items where subject_id = $1", [approvalId])).toMatchObject([
      { state: "done" },
    ]);
    expect((await house.jobs("controls.instruction.send")).map(({ payload }) => payload)).toContainEqual({
      instructionId: order?.id,
    });
    expect(await kindsOf([measureId, approvalId])).toEqual([
      "controls.restriction.request",
      "approvals.approval.request",
      "approvals.approval.approve",
      "controls.restriction.apply",
    ]);
  });

  it("numbers an account's instructions in their order", async () => {
    for (const scope of ["debit", "credit"] as const) {
      const { approvalId } = await way.propose(account.accountId, { scope });
      expect(await way.approve(approvalId)).toMatchObject({ ok: true });
    }
    const orders = await house.rows("select sequence from core_instructions where account_id = $1 order by sequence", [
      account.accountId,
    ]);
    expect(orders).toEqual([{ sequence: 1 }, { sequence: 2 }]);
  });

  it("is refused to the proposer, even one who may decide, and changes nothing", async () => {
    const { approvalId } = await way.propose(account.accountId);
    const both = await house.rows<{ id: string }>("select id from role_grants where person_id = $1", [
      way.officer.personId,
    ]);
    await house.rows("update role_grants set role = 'compliance-lead' where id = $1", [both[0]?.id]);
    const before = await house.checksums();
    const outcome = await house.run(
      approveProposal,
      { approvalId, ...(await (async () => ({ token: null, seenDigest: "0".repeat(64) }))()) },
      { as: way.officer },
    );
    expect(outcome).toMatchObject({ code: "kernel.step-up.required" });
    expect(await house.checksums()).toEqual(before);
    expect(await way.approve(approvalId, way.officer, { token: "", seenDigest: "0".repeat(64) })).toMatchObject({
      code: "approvals.approval.self",
    });
    expect(await way.reject(approvalId, "grounds-thin", way.officer)).toMatchObject({
      code: "approvals.approval.self",
    });
    await house.rows("update role_grants set role = 'compliance-officer' where id = $1", [both[0]?.id]);
  });

  it("is denied without the right to decide, and kept", async () => {
    const { approvalId } = await way.propose(account.accountId);
    const other = house.as("compliance-officer", { second: true });
    expect(await way.approve(approvalId, other, { token: "", seenDigest: "0".repeat(64) })).toMatchObject({
      code: "kernel.permission.denied",
    });
    expect(
      await house.rows("select outcome from audit_entries where subject_id = $1 and actor_id = $2", [
        approvalId,
        `person:${other.personId}`,
      ]),
    ).toMatchObject([{ outcome: "denied" }]);
  });

  it("asks for a fresh second factor", async () => {
    const { approvalId } = await way.propose(account.accountId);
    const { token, seenDigest } = await way.look(approvalId);
    await house.rows("update sessions set step_up_at = null where id = $1", [way.lead.sessionId]);
    expect(await house.run(approveProposal, { approvalId, token, seenDigest }, { as: way.lead })).toMatchObject({
      code: "kernel.step-up.required",
    });
  });

  it("is refused once time is up, and without a preview", async () => {
    const { approvalId } = await way.propose(account.accountId);
    const { seenDigest } = await way.look(approvalId);
    expect(await way.approve(approvalId, way.lead, { token: "", seenDigest })).toMatchObject({
      code: "controls.preview.missing",
    });
    house.clock.set("2026-10-10T14:32:00+08:00");
    expect(await way.approve(approvalId, way.lead, { token: "", seenDigest })).toMatchObject({
      code: "approvals.approval.expired",
    });
  });

  it("of twenty at once one wins; the others are refused cleanly and one order exists", async () => {
    const { measureId, approvalId } = await way.propose(account.accountId);
    const [first, second] = [way.lead, house.as("compliance-lead", { second: true })];
    const seen = [await way.look(approvalId, first), await way.look(approvalId, second)];
    await Promise.all([house.stepUp(first), house.stepUp(second)]);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) => {
        const { token = "", seenDigest = "" } = seen[n % 2] ?? {};
        return house.run(approveProposal, { approvalId, token, seenDigest }, { as: n % 2 === 0 ? first : second });
      }),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.code])))).toEqual(
      new Set(["approvals.approval.not-pending"]),
    );
    expect(await house.rows("select 1 from core_instructions where measure_id = $1", [measureId])).toHaveLength(1);
  });

  it("yes and no at once: one outcome, measure and approval agree", async () => {
    const { measureId, approvalId } = await way.propose(account.accountId);
    const second = house.as("compliance-lead", { second: true });
    const seen = await way.look(approvalId);
    await Promise.all([house.stepUp(way.lead), house.stepUp(second)]);
    const outcomes = await Promise.all([
      house.run(approveProposal, { approvalId, token: seen.token, seenDigest: seen.seenDigest }, { as: way.lead }),
      house.run(rejectProposal, { approvalId, decisionCode: "too-broad" }, { as: second }),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const [row] = await house.rows("select status from approvals where id = $1", [approvalId]);
    expect(await way.stateOf(measureId)).toBe(row?.status === "approved" ? "instructed" : "rejected");
  });

  it("the same key after a lost answer gives the stored answer and does nothing again", async () => {
    const { measureId, approvalId } = await way.propose(account.accountId);
    const seen = await way.look(approvalId);
    const first = await way.approve(approvalId, way.lead, seen, "lost");
    const before = await house.checksums();
    expect(await way.approve(approvalId, way.lead, seen, "lost")).toEqual({ ...first, replayed: true });
    expect(await house.checksums()).toEqual(before);
    expect(await house.rows("select 1 from core_instructions where measure_id = $1", [measureId])).toHaveLength(1);
  });

  it("does not find a proposal of another programme", async () => {
    const { approvalId } = await way.propose(account.accountId);
    const stranger = house.as("compliance-lead", { programme: MALL });
    await expect(way.approve(approvalId, stranger, { token: "", seenDigest: "0".repeat(64) })).rejects.toMatchObject({
      category: "not-found",
    });
    await expect(way.look(approvalId, stranger)).rejects.toMatchObject({ category: "not-found" });
  });
});

describe("a proposal that is not carried out", () => {
  it("is rejected for a coded reason and leaves no order", async () => {
    const { measureId, approvalId } = await way.propose(account.accountId);
    expect(await way.reject(approvalId, "out-of-the-blue")).toMatchObject({
      code: "kernel.input.invalid",
      field: "decisionCode",
    });
    expect(await way.reject(approvalId, "order-needed")).toMatchObject({ ok: true, result: { status: "rejected" } });
    expect(await way.stateOf(measureId)).toBe("rejected");
    const [row] = await house.rows("select decision_code, note_sealed from approvals where id = $1", [approvalId]);
    expect(row?.decision_code).toBe("order-needed");
    expect(row?.note_sealed.toString("utf8")).not.toContain("依据不足");
    expect(await house.rows("select 1 from core_instructions where measure_id = $1", [measureId])).toHaveLength(0);
    expect(await kindsOf([measureId])).toContain("controls.restriction.reject");
  });

  it("is withdrawn by its maker alone", async () => {
    const { measureId, approvalId } = await way.propose(account.accountId);
    const other = house.as("compliance-officer", { second: true });
    expect(await house.run(withdrawProposal, { approvalId }, { as: other })).toMatchObject({
      code: "approvals.approval.not-maker",
    });
    expect(await house.run(withdrawProposal, { approvalId }, { as: way.officer })).toMatchObject({ ok: true });
    expect(await way.stateOf(measureId)).toBe("withdrawn");
    expect(await house.rows("select state from work_items where subject_id = $1", [approvalId])).toMatchObject([
      { state: "cancelled" },
    ]);
    expect(await house.run(withdrawProposal, { approvalId }, { as: way.officer })).toMatchObject({
      code: "approvals.approval.not-pending",
    });
    await expect(
      house.run(withdrawProposal, { approvalId: account.accountId }, { as: way.officer }),
    ).rejects.toMatchObject({ category: "not-found" });
  });

  it("expires in its own time, not before", async () => {
    const { measureId, approvalId } = await way.propose(account.accountId);
    expect(await expireProposals(house.runtime, { requestId: "r" })).toBe(0);
    house.clock.set("2026-10-10T14:32:00+08:00");
    expect(await expireProposals(house.runtime, { requestId: "r" })).toBeGreaterThan(0);
    expect(await house.rows("select status from approvals where id = $1", [approvalId])).toEqual([
      { status: "expired" },
    ]);
    expect(await way.stateOf(measureId)).toBe("void");
    expect(await expireProposals(house.runtime, { requestId: "r" })).toBe(0);
  });
});
