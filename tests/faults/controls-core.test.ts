import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { TEST_WEBHOOK_SECRET } from "@/sandbox/testing";
import { createPaymentCore } from "@/server/controls/adapters/payment-core";
import { acknowledgeFailure } from "@/server/controls/commands/acknowledge-failure";
import { sweepInstructions } from "@/server/controls/handlers";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type CoreHouse, openCoreHouse } from "./support/core-house";

let bench: CoreHouse;
let account: MadeAccount;
beforeAll(async () => {
  bench = await openCoreHouse();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.house.clock.set("2026-10-09T14:32:00+08:00");
  account = await makeAccount(bench.house);
});
afterEach(() => bench.client.behave("normal"));

async function approved(scope: "debit" | "credit" | "amount" = "debit", amountMinor?: bigint): Promise<string> {
  const { measureId, approvalId } = await bench.way.propose(account.accountId, {
    scope,
    ...(amountMinor && { amountMinor }),
  });
  const outcome = await bench.way.approve(approvalId);
  if (!outcome.ok) throw new Error(outcome.code);
  return measureId;
}

const atCore = () => bench.client.account(account.coreNumber);
const confirmations = (measureId: string) =>
  bench.house.rows(
    "select outcome from audit_entries where subject_id = $1 and kind = 'controls.instruction.confirm'",
    [measureId],
  );

describe("the whole road with a core that behaves", () => {
  it("restricts, reads instructed until confirmed, and releases", async () => {
    const measureId = await approved("amount", 300n);
    expect(await bench.way.stateOf(measureId)).toBe("instructed");
    expect((await atCore()).measures).toEqual([]);
    expect(await bench.deliver(measureId)).toBe("done");
    await bench.reaches(measureId, "in-force");
    expect(await atCore()).toMatchObject({ effective: { debit: false, credit: false, amountMinor: "300" } });
    const release = await bench.way.proposeRelease(measureId);
    expect(await bench.way.approve(release.approvalId)).toMatchObject({ ok: true });
    expect(await bench.way.stateOf(measureId)).toBe("release-instructed");
    await bench.deliver(measureId);
    await bench.reaches(measureId, "released");
    expect((await atCore()).measures).toEqual([]);
  });

  it("hands an account's instructions over in their order, whichever job runs first", async () => {
    const first = await approved("debit");
    const second = await approved("credit");
    await bench.deliver(second);
    await Promise.all([bench.reaches(first, "in-force"), bench.reaches(second, "in-force")]);
    const [one, two] = [await bench.orderOf(first), await bench.orderOf(second)];
    expect(Number(one.core_sequence)).toBeLessThan(Number(two.core_sequence));
    expect(await bench.deliver(first)).toBe("done");
    expect((await bench.orderOf(first)).attempts).toBe(1);
  });
});

describe("a core that does not behave", () => {
  it("too slow to answer: tried again, one effect", async () => {
    const measureId = await approved();
    await bench.client.behave({ answerDelayMs: 20_000 });
    const hasty = createPaymentCore({ url: bench.sandbox.url, secret: TEST_WEBHOOK_SECRET, timeoutMs: 50 });
    expect(await bench.deliver(measureId, { core: hasty })).toBe("unreachable");
    await bench.client.behave("normal");
    expect(await bench.deliver(measureId, { attempt: 2 })).toBe("done");
    await bench.reaches(measureId, "in-force");
    expect((await atCore()).measures).toHaveLength(1);
    expect(await confirmations(measureId)).toEqual([{ outcome: "committed" }]);
  });

  it.each([
    ["fails before it records", { failNext: 1 }, "status-500"],
    ["records and drops the line", { failAfterRecordNext: 1 }, "network"],
    ["records and answers half a body", { malformedNext: 1 }, "malformed-202"],
  ] as const)("%s: the attempt is kept, the next one succeeds", async (_, behaviour, problem) => {
    const measureId = await approved();
    await bench.client.behave(behaviour);
    expect(await bench.deliver(measureId)).toBe("unreachable");
    expect(await bench.orderOf(measureId)).toMatchObject({ attempts: 1, last_problem: problem });
    expect(await bench.deliver(measureId, { attempt: 2 })).toBe("done");
    await bench.reaches(measureId, "in-force");
    expect(await confirmations(measureId)).toEqual([{ outcome: "committed" }]);
  });

  it("is not there at all: nothing is lost, and the sweeper hands it over later", async () => {
    const measureId = await approved();
    const nobody = createPaymentCore({ url: "http://127.0.0.1:9", secret: TEST_WEBHOOK_SECRET, timeoutMs: 500 });
    expect(await bench.deliver(measureId, { core: nobody })).toBe("unreachable");
    expect(await bench.way.stateOf(measureId)).toBe("instructed");
    bench.house.clock.set("2026-10-09T14:38:00+08:00");
    expect(await sweepInstructions(bench.house.runtime, bench.core, { requestId: "r" })).toBe(1);
    await bench.reaches(measureId, "in-force");
  });

  it("answers twice: once is counted", async () => {
    const measureId = await approved();
    await bench.client.behave({ duplicateCallbacks: true });
    const before = bench.answers.length;
    await bench.deliver(measureId);
    await bench.until(() => bench.answers.length >= before + 2);
    expect(bench.answers.slice(before)).toEqual([204, 204]);
    expect(await bench.way.stateOf(measureId)).toBe("in-force");
    expect(await confirmations(measureId)).toEqual([{ outcome: "committed" }]);
  });

  it("answers out of order: each measure gets its own answer", async () => {
    const first = await approved("debit");
    const second = await approved("credit");
    await bench.client.behave({ outOfOrder: true });
    await bench.deliver(second);
    await Promise.all([bench.reaches(first, "in-force"), bench.reaches(second, "in-force")]);
    expect(await atCore()).toMatchObject({ effective: { debit: true, credit: true } });
  });

  it("says no: the measure failed, somebody is told and puts it away", async () => {
    const measureId = await approved();
    await bench.client.behave({ rejectNext: 1 });
    await bench.deliver(measureId);
    await bench.reaches(measureId, "failed");
    expect(await bench.orderOf(measureId)).toMatchObject({ state: "rejected", last_problem: "account_under_review" });
    const item = "select state from work_items where kind = 'core-failure' and subject_id = $1";
    expect(await bench.house.rows(item, [measureId])).toEqual([{ state: "open" }]);
    expect(await bench.house.run(acknowledgeFailure, { measureId }, { as: bench.way.lead })).toMatchObject({
      code: "kernel.permission.denied",
    });
    expect(await bench.house.run(acknowledgeFailure, { measureId }, { as: bench.way.officer })).toMatchObject({
      ok: true,
    });
    expect(await bench.house.rows(item, [measureId])).toEqual([{ state: "done" }]);
    expect(await bench.house.run(acknowledgeFailure, { measureId }, { as: bench.way.officer })).toMatchObject({
      code: "controls.failure.none",
    });
  });

  it("refuses a release: the measure stays in force, and the release can be proposed again", async () => {
    const measureId = await approved();
    await bench.deliver(measureId);
    await bench.reaches(measureId, "in-force");
    await bench.client.behave({ rejectNext: 1 });
    expect(await bench.way.approve((await bench.way.proposeRelease(measureId)).approvalId)).toMatchObject({ ok: true });
    await bench.deliver(measureId);
    await bench.reaches(measureId, "in-force");
    expect((await atCore()).measures).toHaveLength(1);
    expect(await bench.way.approve((await bench.way.proposeRelease(measureId)).approvalId)).toMatchObject({ ok: true });
    await bench.deliver(measureId);
    await bench.reaches(measureId, "released");
  });

  it("turns the instruction away at the door: failed, and somebody is told", async () => {
    const measureId = await approved();
    const taken = {
      instructionId: "other",
      programme: "pay",
      accountNumber: account.coreNumber,
      verb: "restrict",
      measureId: "other",
      scope: "credit",
      sequence: 1,
      reasonCode: "x",
      issuedAt: "2026-10-09T06:32:00.000Z",
    } as const;
    expect(await bench.core.instruct(taken)).toMatchObject({ kind: "accepted" });
    expect(await bench.deliver(measureId)).toBe("done");
    expect(await bench.way.stateOf(measureId)).toBe("failed");
    expect(await bench.orderOf(measureId)).toMatchObject({
      state: "rejected",
      last_problem: "sequence_reused",
      attempts: 1,
    });
    expect(
      await bench.house.rows("select 1 from work_items where kind = 'core-failure' and subject_id = $1", [measureId]),
    ).toHaveLength(1);
  });

  it("sends a signed message outside the protocol: turned away, the right one is taken", async () => {
    const measureId = await approved();
    await bench.client.behave({ malformedCallbackNext: 1 });
    const before = bench.answers.length;
    await bench.deliver(measureId);
    await bench.reaches(measureId, "in-force");
    await bench.until(() => bench.answers.length >= before + 2);
    expect(bench.answers.slice(before)).toEqual([401, 204]);
  });

  it("never calls back: the sweeper asks, and not before it is due", async () => {
    const measureId = await approved();
    await bench.client.behave({ silentNext: 1 });
    await bench.deliver(measureId);
    await bench.until(async () => (await bench.client.health()).pendingInstructions === 0);
    expect(await sweepInstructions(bench.house.runtime, bench.core, { requestId: "r" })).toBe(0);
    expect(await bench.way.stateOf(measureId)).toBe("instructed");
    bench.house.clock.set("2026-10-09T14:38:00+08:00");
    await sweepInstructions(bench.house.runtime, bench.core, { requestId: "r" });
    expect(await bench.way.stateOf(measureId)).toBe("in-force");
  });

  it("a preview it cannot give, or refuses, is no preview", async () => {
    await bench.client.behave({ failDryRunNext: 1 });
    await expect(bench.way.propose(account.accountId)).rejects.toThrow("controls.preview.unavailable");
    await bench.client.setAccount({ accountNumber: account.coreNumber, balanceMinor: "5", currency: "USD" });
    await expect(bench.way.propose(account.accountId, { scope: "amount", amountMinor: 3n })).rejects.toThrow(
      "controls.preview.refused",
    );
  });
});

describe("approval after the account moved", () => {
  it("is refused on the old page and given on the new one", async () => {
    await bench.client.setAccount({ accountNumber: account.coreNumber, balanceMinor: "9123658", currency: "CNY" });
    const { measureId, approvalId } = await bench.way.propose(account.accountId);
    const seen = await bench.way.look(approvalId);
    await bench.client.move({ accountNumber: account.coreNumber, deltaMinor: "-2520000" });
    const fresh = await bench.way.look(approvalId);
    expect(fresh.detail.moved).toMatchObject([
      { key: "balance", before: { value: "91236.58 CNY" }, after: { value: "66036.58 CNY" } },
    ]);
    expect(
      await bench.way.approve(approvalId, bench.way.lead, { token: fresh.token, seenDigest: seen.seenDigest }),
    ).toMatchObject({ code: "approvals.approval.preview-moved" });
    expect(await bench.way.approve(approvalId, bench.way.lead, fresh)).toMatchObject({ ok: true });
    expect(await bench.way.stateOf(measureId)).toBe("instructed");
  });
});
