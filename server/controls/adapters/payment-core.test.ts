import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createSandboxClient, type SandboxClient } from "@/sandbox/client";
import {
  type CallbackReceiver,
  type SpawnedCore,
  spawnCore,
  startReceiver,
  TEST_CALLBACK_SECRET,
  TEST_WEBHOOK_SECRET,
  temporaryDirectory,
} from "@/sandbox/testing";
import { type CoreInstruction, createPaymentCore, type PaymentCore, verifyCallback } from "./payment-core";

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let receiver: CallbackReceiver;
let core: SpawnedCore;
let client: SandboxClient;
let adapter: PaymentCore;

beforeAll(async () => {
  [directory, receiver] = await Promise.all([temporaryDirectory(), startReceiver()]);
  core = await spawnCore({ dataDir: directory.path, callbackUrl: receiver.url });
  client = createSandboxClient({ url: core.url, secret: TEST_WEBHOOK_SECRET });
  adapter = createPaymentCore({ url: core.url, secret: TEST_WEBHOOK_SECRET, timeoutMs: 30_000 });
});

afterAll(async () => {
  await core.kill();
  await Promise.all([receiver.close(), directory.remove()]);
});

beforeEach(() => client.behave("normal"));

let counter = 0;
function instruction(over: Partial<CoreInstruction> = {}): CoreInstruction {
  counter += 1;
  return {
    instructionId: `order-${counter}`,
    programme: "wallet",
    accountNumber: "6228000000000002",
    verb: "restrict",
    measureId: `measure-${counter}`,
    scope: "debit",
    sequence: counter,
    reasonCode: "risk.own-judgement",
    issuedAt: "2026-09-01T00:00:00.000Z",
    ...over,
  };
}

async function deliveryOf(instructionId: string) {
  const all = await receiver.until((deliveries) => deliveries.some(({ body }) => body.includes(`"${instructionId}"`)));
  const delivery = all.find(({ body }) => body.includes(`"${instructionId}"`));
  if (!delivery) throw new Error("no such delivery");
  return delivery;
}

describe("against the sandbox core", () => {
  it("hands over an amount restriction and reads its verified callback", async () => {
    const order = instruction({ scope: "amount", amountMinor: 9_007_199_254_740_993n, currency: "CNY" });
    expect(await adapter.instruct(order)).toEqual({ kind: "accepted", instructionId: order.instructionId });
    const verified = verifyCallback({ secret: TEST_CALLBACK_SECRET, ...(await deliveryOf(order.instructionId)) });
    expect(verified).toMatchObject({
      ok: true,
      callback: {
        instructionId: order.instructionId,
        outcome: "applied",
        effective: { amountMinor: 9_007_199_254_740_993n },
      },
    });
    expect(await adapter.getInstruction(order.instructionId)).toMatchObject({
      kind: "found",
      status: { state: "applied", event: { measureId: order.measureId } },
    });
  });

  it("says what a restriction and its lifting would do", async () => {
    const accountNumber = "6228000000000003";
    await client.setAccount({ accountNumber, balanceMinor: "3839868", currency: "CNY" });
    const question = { programme: "wallet", accountNumber, verb: "restrict", scope: "all" } as const;
    expect(await adapter.dryRun(question)).toMatchObject({
      kind: "answered",
      answer: {
        balance: { availableMinor: 3_839_868n, heldMinor: 0n, currency: "CNY" },
        after: { availableMinor: 0n, heldMinor: 3_839_868n, effective: { debit: true, credit: true } },
      },
    });
    expect(await adapter.dryRun({ ...question, verb: "lift" })).toMatchObject({ kind: "refused", status: 400 });
    const dollars = { ...question, scope: "amount", amountMinor: 1n, currency: "USD" } as const;
    expect(await adapter.dryRun(dollars)).toEqual({ kind: "refused", status: 422, code: "currency_mismatch" });
  });

  it("is refused when an id is used for something else", async () => {
    const order = instruction();
    await adapter.instruct(order);
    const other = await adapter.instruct({ ...order, scope: "all" });
    expect(other).toEqual({ kind: "refused", status: 409, code: "instruction_conflict" });
  });

  it("knows an instruction the core never received", async () => {
    expect(await adapter.getInstruction("never-sent")).toEqual({ kind: "unknown" });
  });

  it("calls every doubt unavailable, and the repetition is accepted", async () => {
    const order = instruction();
    await client.behave({ failNext: 1, failAfterRecordNext: 1, malformedNext: 1 });
    expect(await adapter.instruct(order)).toEqual({ kind: "unavailable", cause: "status", status: 500 });
    expect(await adapter.instruct(order)).toEqual({ kind: "unavailable", cause: "network" });
    expect(await adapter.instruct(order)).toEqual({ kind: "unavailable", cause: "malformed", status: 202 });
    expect(await adapter.instruct(order)).toMatchObject({ kind: "accepted" });
    await client.behave({ failDryRunNext: 1 });
    const { accountNumber, programme } = order;
    const question = { accountNumber, programme, scope: "debit", verb: "restrict" } as const;
    expect(await adapter.dryRun(question)).toMatchObject({ kind: "unavailable" });
  });

  it("gives up on a slow answer", async () => {
    await client.behave({ answerDelayMs: 20_000 });
    const hasty = createPaymentCore({ url: core.url, secret: TEST_WEBHOOK_SECRET, timeoutMs: 50 });
    expect(await hasty.instruct(instruction())).toEqual({ kind: "unavailable", cause: "timeout" });
  });

  it("does not take a key mismatch for the core's judgement", async () => {
    const stranger = createPaymentCore({ url: core.url, secret: TEST_CALLBACK_SECRET, timeoutMs: 30_000 });
    expect(await stranger.instruct(instruction())).toEqual({ kind: "unavailable", cause: "status", status: 401 });
  });

  it("finds nobody at a closed port", async () => {
    const lost = createPaymentCore({ url: "http://127.0.0.1:1", secret: TEST_WEBHOOK_SECRET, timeoutMs: 30_000 });
    expect(await lost.instruct(instruction())).toEqual({ kind: "unavailable", cause: "network" });
  });
});

describe("an answer that is not the core's", () => {
  const answering = (response: () => Response): PaymentCore =>
    createPaymentCore({
      url: "http://core.invalid",
      secret: TEST_WEBHOOK_SECRET,
      timeoutMs: 30_000,
      fetch: vi.fn(async () => response()),
    });

  it.each([
    ["another instruction's", () => Response.json({ instructionId: "other", received: true }, { status: 202 })],
    ["a page", () => new Response("<html>", { status: 200 })],
    ["a refusal that names no code", () => new Response("nope", { status: 422 })],
  ])("%s is unavailable", async (_name, response) => {
    expect(await answering(response).instruct(instruction())).toMatchObject({
      kind: "unavailable",
      cause: "malformed",
    });
  });
});

describe("verifyCallback", () => {
  const secret = TEST_CALLBACK_SECRET;
  const event = {
    eventId: "evt_1",
    instructionId: "order-x",
    measureId: "measure-x",
    accountNumber: "6228000000000002",
    outcome: "applied",
    coreSequence: 3,
    appliedAt: "2026-09-01T00:00:01.000Z",
    effective: { debit: true, credit: false },
  };
  const signed = (body: string, over: { id?: string; at?: Date; secret?: string } = {}) => {
    const { id = "evt_1", at = new Date() } = over;
    const headers = {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(over.secret ?? secret).sign(id, at, body),
    };
    return { secret, headers, body };
  };

  it("reads what the core signed, from a record of headers as from Headers", () => {
    const received = signed(JSON.stringify(event));
    expect(verifyCallback(received)).toEqual({ ok: true, callback: event });
    expect(verifyCallback({ ...received, headers: new Headers(received.headers) })).toMatchObject({ ok: true });
  });

  it("refuses a changed body, a foreign key, an old message and no headers at all", () => {
    const body = JSON.stringify(event);
    const refused = { ok: false, reason: "signature" };
    expect(verifyCallback({ ...signed(body), body: `${body} ` })).toEqual(refused);
    expect(verifyCallback(signed(body, { secret: TEST_WEBHOOK_SECRET }))).toEqual(refused);
    expect(verifyCallback(signed(body, { at: new Date(Date.now() - 360_000) }))).toEqual(refused);
    expect(verifyCallback({ secret, headers: {}, body })).toEqual(refused);
  });

  it("refuses a body outside the protocol and a message id that is not the event's", () => {
    const refused = { ok: false, reason: "malformed" };
    expect(verifyCallback(signed("not json"))).toEqual(refused);
    expect(verifyCallback(signed(""))).toEqual(refused);
    expect(verifyCallback(signed(JSON.stringify({ ...event, outcome: 7 })))).toEqual(refused);
    expect(verifyCallback(signed(JSON.stringify(event), { id: "evt_2" }))).toEqual(refused);
  });
});
