import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { TEST_CALLBACK_SECRET, TEST_WEBHOOK_SECRET } from "@/sandbox/testing";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { confirmInstruction } from "./commands/confirm-instruction";
import { receiveCallback } from "./http";
import { type DryCore, road } from "./testing";

let house: House;
let way: ReturnType<typeof road<DryCore>>;
let account: MadeAccount;
let measureId: string;
let instructionId: string;
beforeAll(async () => {
  house = await openHouse();
  way = road(house);
});
afterAll(() => house.close());
beforeEach(async () => {
  account = await makeAccount(house);
  const proposed = await way.propose(account.accountId);
  await way.approve(proposed.approvalId);
  measureId = proposed.measureId;
  const [row] = await house.rows<{ id: string }>("select id from core_instructions where measure_id = $1", [measureId]);
  instructionId = row?.id ?? "";
});

const event = (more: object = {}) => ({
  eventId: `evt_${newId()}`,
  instructionId,
  measureId,
  accountNumber: account.coreNumber,
  outcome: "applied",
  coreSequence: 5,
  appliedAt: "2026-10-09T06:32:01.000Z",
  effective: { debit: true, credit: false },
  ...more,
});

function call(message: { eventId: string }, options: { secret?: string; at?: Date; body?: string; id?: string } = {}) {
  const body = options.body ?? JSON.stringify(message);
  const [id, at] = [options.id ?? message.eventId, options.at ?? new Date()];
  const headers = new Headers({
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(options.secret ?? TEST_CALLBACK_SECRET).sign(id, at, JSON.stringify(message)),
  });
  return receiveCallback(house.runtime, TEST_CALLBACK_SECRET, { headers, body, requestId: "r" });
}

describe("the door for the core's callbacks", () => {
  it("takes a signed event, and the same again, to one effect", async () => {
    const message = event();
    expect(await call(message)).toBe(204);
    const before = await house.checksums();
    expect(await call(message)).toBe(204);
    expect(await house.checksums()).toEqual(before);
    expect(await way.stateOf(measureId)).toBe("in-force");
    expect(
      await house.rows("select core_sequence, state from core_instructions where id = $1", [instructionId]),
    ).toEqual([{ core_sequence: "5", state: "applied" }]);
  });

  it.each([
    ["another key", { secret: TEST_WEBHOOK_SECRET }],
    ["an old signature", { at: new Date(Date.now() - 6 * 60_000) }],
    ["a changed body", { body: JSON.stringify({ eventId: "evt_x" }) }],
    ["no JSON", { body: "{" }],
    ["an endless body", { body: " ".repeat(65_537) }],
  ])("turns away %s, changes nothing", async (_, options) => {
    const before = await house.checksums();
    expect(await call(event(), options)).toBe(401);
    expect(await house.checksums()).toEqual(before);
  });

  it("turns everything away while no secret is set", async () => {
    expect(await receiveCallback(house.runtime, "", { headers: new Headers(), body: "{}", requestId: "r" })).toBe(401);
  });

  it.each([
    ["an unknown instruction", () => ({ instructionId: newId() })],
    ["an id of another form", () => ({ instructionId: "ins-1" })],
    ["another measure", () => ({ measureId: newId() })],
    ["another account", () => ({ accountNumber: "9900000000000" })],
  ])("answers %s like any other, and changes nothing", async (_, more) => {
    const before = await house.checksums();
    expect(await call(event(more()))).toBe(204);
    expect(await house.checksums()).toEqual(before);
    expect(await way.stateOf(measureId)).toBe("instructed");
  });

  it("refuses an answer that names the account of another, and keeps the attempt", async () => {
    const other = await makeAccount(house);
    for (const outcome of ["applied", "rejected"]) await call(event({ accountNumber: other.coreNumber, outcome }));
    expect(await way.stateOf(measureId)).toBe("instructed");
    expect(
      await house.rows("select state, core_sequence from core_instructions where id = $1", [instructionId]),
    ).toEqual([{ state: "queued", core_sequence: null }]);
    const kept = await house.rows(
      "select outcome, leaf::json ->> 'code' as code from audit_entries where subject_id = $1 order by id",
      [instructionId],
    );
    expect(kept).toEqual([
      { outcome: "refused", code: "controls.instruction.mismatch" },
      { outcome: "refused", code: "controls.instruction.mismatch" },
    ]);
    // The true answer is still news.
    await call(event());
    expect(await way.stateOf(measureId)).toBe("in-force");
  });

  it("keeps the first answer: another event about the same instruction is refused and kept", async () => {
    await call(event());
    expect(await call(event({ outcome: "rejected", reason: "superseded", coreSequence: 6 }))).toBe(204);
    expect(await call(event({ outcome: "rejected", coreSequence: 4 }))).toBe(204);
    expect(await way.stateOf(measureId)).toBe("in-force");
    const kept = await house.rows(
      "select outcome from audit_entries where subject_id = $1 and kind = 'controls.instruction.confirm' order by id",
      [instructionId],
    );
    expect(kept).toEqual([{ outcome: "refused" }, { outcome: "refused" }]);
  });

  it("asks the core to come again when it cannot record", async () => {
    const broken = {
      ...house.runtime,
      pool: { query: () => Promise.reject(new Error("gone")) },
    } as unknown as House["runtime"];
    const message = event();
    const at = new Date();
    const headers = new Headers({
      "webhook-id": message.eventId,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(TEST_CALLBACK_SECRET).sign(message.eventId, at, JSON.stringify(message)),
    });
    expect(
      await receiveCallback(broken, TEST_CALLBACK_SECRET, { headers, body: JSON.stringify(message), requestId: "r" }),
    ).toBe(503);
  });
});

describe("confirming an instruction", () => {
  const input = () => ({
    instructionId,
    measureId,
    accountNumber: account.coreNumber,
    outcome: "applied" as const,
    reason: null,
    coreSequence: 9,
  });

  it("belongs to the core alone; an attempt by a person is kept", async () => {
    const before = await house.checksums();
    for (const as of [house.as("compliance-lead"), house.system("system:worker")]) {
      expect(await house.run(confirmInstruction, input(), { as })).toMatchObject({ code: "kernel.permission.denied" });
    }
    expect(await house.checksums()).toEqual(before);
    expect(await house.rows("select outcome from audit_entries where subject_id = $1", [instructionId])).toEqual([
      { outcome: "denied" },
      { outcome: "denied" },
    ]);
  });

  it("does not reach another programme, and refuses an event id that told something else", async () => {
    await expect(
      house.run(confirmInstruction, input(), { as: house.system("system:core", MALL) }),
    ).rejects.toMatchObject({ category: "not-found" });
    expect(await house.run(confirmInstruction, input(), { as: house.system("system:core"), key: "e1" })).toMatchObject({
      ok: true,
    });
    expect(
      await house.run(
        confirmInstruction,
        { ...input(), outcome: "rejected" },
        { as: house.system("system:core"), key: "e1" },
      ),
    ).toMatchObject({ code: "kernel.key.reused" });
  });

  it("twenty answers at once: one counts", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        house.run(
          confirmInstruction,
          { ...input(), coreSequence: n + 1 },
          { as: house.system("system:core"), key: `${instructionId}-${n}` },
        ),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await way.stateOf(measureId)).toBe("in-force");
  });
});
