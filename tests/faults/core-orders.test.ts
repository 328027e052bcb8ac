import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toInstant } from "@/db/schema/columns";
import { TEST_WEBHOOK_SECRET } from "@/sandbox/testing";
import { createPaymentCore } from "@/server/controls/adapters/payment-core";
import { replayInstruction } from "@/server/controls/commands/replay-instruction";
import { resendDifference } from "@/server/controls/commands/resend-difference";
import { listDeadInstructions } from "@/server/controls/dead-queries";
import { deliverInstruction } from "@/server/controls/deliver";
import { sweepInstructions } from "@/server/controls/handlers";
import { instructSessions, orderDeduction, registerSessionsListener } from "@/server/controls/public";
import { compareAccount, reconcile } from "@/server/controls/reconcile";
import { newId } from "@/server/kernel/new-id";
import { enqueue } from "@/server/kernel/outbox";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { MALL } from "@/server/kernel/testing/house";
import { type CoreHouse, openCoreHouse } from "./support/core-house";

let bench: CoreHouse;
let account: MadeAccount;
const heard: string[] = [];

beforeAll(async () => {
  bench = await openCoreHouse();
  registerSessionsListener("test-call", async (_scope, { outcome, appliedAt }) => {
    heard.push(`${outcome} ${appliedAt === null ? "never" : "then"}`);
    return { audit: [], events: [] };
  });
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.house.clock.set("2026-10-09T14:32:00+08:00");
  account = await makeAccount(bench.house);
  heard.length = 0;
});
afterEach(() => bench.client.behave("normal"));

const nobody = createPaymentCore({ url: "http://127.0.0.1:9", secret: TEST_WEBHOOK_SECRET, timeoutMs: 500 });
const sweep = (core = bench.core) => sweepInstructions(bench.house.runtime, core, { requestId: "sweep" });
const atCore = () => bench.client.account(account.coreNumber);
const orders = () =>
  bench.house.rows<{ id: string; verb: string; state: string; answer_ms: string | null; applied_at: Date }>(
    "select id, verb, state, answer_ms, applied_at from core_instructions where account_id = $1 order by sequence",
    [account.accountId],
  );

async function approved(scope: "debit" | "credit" = "debit"): Promise<string> {
  const { measureId, approvalId } = await bench.way.propose(account.accountId, { scope });
  const outcome = await bench.way.approve(approvalId);
  if (!outcome.ok) throw new Error(outcome.code);
  return measureId;
}

/** What a capability does inside its own command. */
function inCommand<T>(work: Parameters<typeof inScope<T>>[3]): Promise<T> {
  return inScope(bench.house.runtime, bench.way.officer, "write", work);
}

const subject = { type: "test-call", id: newId() as string };
const endSessions = () =>
  inCommand(async (scope) => {
    const asked = { accountId: account.accountId, customerId: account.customerId, subject };
    const order = await instructSessions(scope, asked);
    await enqueue(scope.tx, scope.actor, order.events);
    return { keep: true, value: order };
  });

async function deliver(instructionId: string): Promise<void> {
  const { runtime } = bench.house;
  await deliverInstruction(
    { runtime, core: bench.core, programmeId: "pay", attemptKey: newId(), requestId: "job" },
    instructionId,
  );
}

async function deduct(amountMinor: bigint): Promise<string> {
  const made = await inCommand(async (scope) => {
    const given = await orderDeduction(scope, {
      accountId: account.accountId,
      customerId: account.customerId,
      amountMinor,
      reasonCode: "order-deduction",
      subject: { type: "order", id: newId() },
    });
    return { keep: given.ok, value: given };
  });
  if (!made.ok) throw new Error(made.code);
  return made.value.measureId;
}

describe("the core down for an hour", () => {
  it("keeps every order in its place, and each has one effect once it is back", async () => {
    const first = await approved("debit");
    const second = await approved("credit");
    await endSessions();
    for (const minute of ["14:38", "14:58", "15:18", "15:31"]) {
      bench.house.clock.set(`2026-10-09T${minute}:00+08:00`);
      await sweep(nobody);
    }
    expect((await orders()).map(({ state }) => state)).toEqual(["queued", "queued", "queued"]);
    expect(await bench.way.stateOf(first)).toBe("instructed");
    await expect(reconcile({ runtime: bench.house.runtime, core: nobody, requestId: "reconcile" })).rejects.toThrow(
      "payment core",
    );

    const dead = await bench.house.ask(
      listDeadInstructions,
      { filters: { accountId: account.accountId } },
      { as: bench.way.officer },
    );
    expect(dead.rows.map(({ cause, replayable }) => [cause, replayable])).toEqual(Array(3).fill(["waiting", true]));
    bench.house.clock.set("2026-10-09T15:33:00+08:00");
    await sweep();
    await Promise.all([bench.reaches(first, "in-force"), bench.reaches(second, "in-force")]);
    await bench.until(async () => (await orders()).every(({ state }) => state === "applied"));
    expect(await atCore()).toMatchObject({ effective: { debit: true, credit: true } });
    expect((await atCore()).measures).toHaveLength(2);
    const sequences = await bench.house.rows<{ core_sequence: string }>(
      "select core_sequence from core_instructions where account_id = $1 order by sequence",
      [account.accountId],
    );
    const said = sequences.map(({ core_sequence }) => Number(core_sequence));
    expect(said).toEqual([...said].sort((a, b) => a - b));
    for (const { answer_ms } of await orders()) expect(Number(answer_ms)).toBe(61 * 60_000);
  });
});

describe("the end of sessions", () => {
  it("is ordered once per subject, confirmed with the core's own time, and heard by whoever asked", async () => {
    const order = await endSessions();
    expect(await endSessions()).toMatchObject({ id: order.id, outcome: "already", events: [] });
    await deliver(order.id);
    await bench.until(async () => (await orders())[0]?.state === "applied");
    expect(heard).toEqual(["applied then"]);
    const [row] = await orders();
    expect(row && toInstant(row.applied_at)).toBe((await atCore()).sessionsEndedAt);
  });

  it("turned down: heard, shown as dead, sent again once, and not by another programme", async () => {
    await bench.client.behave({ rejectNext: 1 });
    const order = await endSessions();
    await deliver(order.id);
    await bench.until(async () => (await orders())[0]?.state === "rejected");
    expect(heard).toEqual(["rejected never"]);
    const input = { instructionId: order.id };
    const stranger = bench.house.as("compliance-officer", { programme: MALL });
    await expect(bench.house.run(replayInstruction, input, { as: stranger })).rejects.toMatchObject({
      category: "not-found",
    });
    const again = await bench.house.run(replayInstruction, input, { as: bench.way.officer });
    expect(again).toMatchObject({ ok: true });
    expect(await bench.house.run(replayInstruction, input, { as: bench.way.officer })).toMatchObject({
      code: "controls.instruction.not-dead",
    });
    if (again.ok) await deliver(again.result.instructionId);
    await bench.until(async () => heard.includes("applied then"));
  });
});

describe("a deduction", () => {
  it("above the balance fails whole, and is not sent again from the screen", async () => {
    await bench.client.setAccount({ accountNumber: account.coreNumber, balanceMinor: "500", currency: "CNY" });
    const measureId = await deduct(501n);
    await bench.deliver(measureId);
    await bench.reaches(measureId, "failed");
    expect(await bench.orderOf(measureId)).toMatchObject({ last_problem: "insufficient_balance" });
    expect(await atCore()).toMatchObject({ balanceMinor: "500" });
    const { id } = await bench.orderOf(measureId);
    expect(await bench.house.run(replayInstruction, { instructionId: id }, { as: bench.way.officer })).toMatchObject({
      code: "controls.instruction.not-replayable",
    });
  });

  it("within it is carried out once, though the core answers twice and late", async () => {
    await bench.client.setAccount({ accountNumber: account.coreNumber, balanceMinor: "500", currency: "CNY" });
    await bench.client.behave({ duplicateCallbacks: true, failAfterRecordNext: 1 });
    const measureId = await deduct(500n);
    expect(await bench.deliver(measureId)).toBe("unreachable");
    expect(await bench.deliver(measureId, { attempt: 2 })).toBe("done");
    await bench.reaches(measureId, "carried-out");
    expect(await atCore()).toMatchObject({ balanceMinor: "0", measures: [] });
  });
});

describe("a core that answers out of order", () => {
  it("about a deduction and the end of sessions: each gets its own answer, and the sum is taken once", async () => {
    await bench.client.setAccount({ accountNumber: account.coreNumber, balanceMinor: "900", currency: "CNY" });
    await bench.client.behave({ outOfOrder: true });
    const taken = await deduct(500n);
    const beyond = await deduct(401n);
    const freeze = await approved();
    const sessions = await endSessions();
    await deliver(sessions.id);
    await bench.until(async () => (await orders()).every(({ state }) => state === "applied" || state === "rejected"));
    expect((await orders()).map(({ verb, state }) => `${verb} ${state}`)).toEqual([
      "deduct applied",
      "deduct rejected",
      "restrict applied",
      "end-sessions applied",
    ]);
    for (const [measureId, state] of [
      [taken, "carried-out"],
      [beyond, "failed"],
      [freeze, "in-force"],
    ] as const) {
      expect(await bench.way.stateOf(measureId)).toBe(state);
    }
    expect(heard).toEqual(["applied then"]);
    expect(await atCore()).toMatchObject({ balanceMinor: "400", effective: { debit: true } });
  });
});

describe("an order turned down", () => {
  it("is sent again as it was decided; a measure that moved on, or a release, is not", async () => {
    await bench.client.behave({ rejectNext: 1 });
    const measureId = await approved();
    await bench.deliver(measureId);
    await bench.reaches(measureId, "failed");
    const { id } = await bench.orderOf(measureId);
    const replay = (instructionId: string, key?: string) =>
      bench.house.run(replayInstruction, { instructionId }, { as: bench.way.officer, ...(key && { key }) });
    expect(await bench.house.run(replayInstruction, { instructionId: id }, { as: bench.way.lead })).toMatchObject({
      code: "kernel.permission.denied",
    });
    const twice = await Promise.all([replay(id, "once"), replay(id, "once")]);
    expect(twice.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    expect(await bench.way.stateOf(measureId)).toBe("instructed");
    expect(await replay(id)).toMatchObject({ code: "controls.instruction.measure-moved" });
    await bench.deliver(measureId);
    await bench.reaches(measureId, "in-force");
    expect(await orders()).toMatchObject([{ state: "rejected" }, { state: "applied" }]);
    expect(
      await bench.house.rows(
        "select 1 from work_items where kind = 'core-failure' and subject_id = $1 and state = 'open'",
        [measureId],
      ),
    ).toEqual([]);

    await bench.client.behave({ rejectNext: 1 });
    await bench.way.approve((await bench.way.proposeRelease(measureId)).approvalId);
    await bench.deliver(measureId);
    await bench.reaches(measureId, "in-force");
    const release = await bench.orderOf(measureId);
    expect(await replay(release.id)).toMatchObject({ code: "controls.instruction.not-replayable" });
  });

  it("is not sent again once its review day has passed", async () => {
    await bench.client.behave({ rejectNext: 1 });
    const measureId = await approved();
    await bench.deliver(measureId);
    await bench.reaches(measureId, "failed");
    bench.house.clock.set("2027-03-01T09:00:00+08:00");
    const { id } = await bench.orderOf(measureId);
    expect(await bench.house.run(replayInstruction, { instructionId: id }, { as: bench.way.officer })).toMatchObject({
      code: "controls.instruction.measure-moved",
    });
  });
});

describe("a core that forgets a measure", () => {
  it("is found out, told again, and agrees", async () => {
    const measureId = await approved();
    await bench.deliver(measureId);
    await bench.reaches(measureId, "in-force");
    const compare = () =>
      compareAccount(
        { runtime: bench.house.runtime, core: bench.core, requestId: "compare" },
        "pay",
        account.accountId,
      );
    expect(await compare()).toBe("agrees");
    await bench.client.forget({ accountNumber: account.coreNumber, measureId });
    await bench.client.behave({ failReadNext: 1 });
    expect(await compare()).toBe("unanswered");
    expect(await compare()).toBe("found");
    const [row] = await bench.house.rows<{ id: string; kind: string; version: number }>(
      "select id, kind, version from core_differences where account_id = $1",
      [account.accountId],
    );
    expect(row?.kind).toBe("freer");
    const input = { differenceId: row?.id ?? "", version: row?.version ?? 0 };
    expect(await bench.house.run(resendDifference, input, { as: bench.way.officer })).toMatchObject({ ok: true });
    expect(await compare()).toBe("seen");
    await bench.deliver(measureId);
    await bench.until(async () => (await atCore()).measures.length === 1);
    await bench.until(async () => (await orders()).every(({ state }) => state === "applied"));
    expect(await compare()).toBe("resolved");
    expect(await bench.way.stateOf(measureId)).toBe("in-force");
  });
});
