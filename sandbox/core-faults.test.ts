import { appendFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { eventOf, instruction, openBench, reaching, SETTLED, signedHeaders } from "@/sandbox/test-bench";

const bench = openBench();

describe("after kill -9", () => {
  it("an instruction answered for takes effect and is called back once", async () => {
    await bench.client.behave({ delayMs: 5_000 });
    const order = instruction();
    await bench.instruct(order);
    await bench.core.kill();
    expect(bench.receiver.deliveries).toHaveLength(0);

    await bench.boot();
    await bench.receiver.until(reaching(1));
    await bench.pending(SETTLED);
    expect(bench.receiver.deliveries.map((delivery) => eventOf(delivery).instructionId)).toEqual([order.instructionId]);
    expect((await bench.instruct(order)).status).toBe(202);
    await bench.pending(SETTLED);
    expect(bench.receiver.deliveries).toHaveLength(1);
  });

  it("a callback not yet confirmed is sent again under the same event id, and no more once confirmed", async () => {
    bench.receiver.answerWith(503);
    await bench.instruct(instruction());
    await bench.receiver.until(reaching(2));
    await bench.core.kill();
    bench.receiver.answerWith(200);

    await bench.boot();
    await bench.receiver.until((all) => all.some(({ answered }) => answered === 200));
    await bench.pending(SETTLED);
    expect(new Set(bench.receiver.deliveries.map((delivery) => eventOf(delivery).eventId)).size).toBe(1);
    expect(bench.receiver.deliveries.filter(({ answered }) => answered === 200)).toHaveLength(1);

    await bench.core.kill();
    await bench.boot();
    // Killed between the answer and its own record of it, the core asks once more: under the same id, and then no more.
    await bench.pending(SETTLED);
    expect(new Set(bench.receiver.deliveries.map((delivery) => eventOf(delivery).eventId)).size).toBe(1);
  });

  it("balances, measures and sequence stand, and a torn last line is cut off", async () => {
    const order = instruction({ scope: "all" });
    await bench.client.setAccount({ accountNumber: order.accountNumber, balanceMinor: "700", currency: "CNY" });
    await bench.client.move({ accountNumber: order.accountNumber, deltaMinor: "55" });
    await bench.instruct(order);
    await bench.receiver.until(reaching(1));
    await bench.pending(SETTLED);
    const before = await bench.client.account(order.accountNumber);
    await bench.core.kill();
    await appendFile(join(bench.directory.path, "core-sandbox", "journal-0.jsonl"), '{"kind":"moved","acc');

    await bench.boot();
    expect(await bench.client.account(order.accountNumber)).toEqual(before);
    await bench.instruct(instruction());
    const deliveries = await bench.receiver.until(reaching(2));
    expect(eventOf(deliveries[1]).coreSequence).toBe(2);
    await bench.pending(SETTLED);
    const after = await bench.client.account(order.accountNumber);
    await bench.core.kill();
    await bench.boot();
    expect(await bench.client.account(order.accountNumber)).toEqual(after);
  });

  it("survives a snapshot between, whose journal starts anew", async () => {
    await bench.core.kill();
    await bench.boot({ CORE_SNAPSHOT_EVERY: "3" });
    for (let round = 0; round < 8; round += 1) {
      await bench.client.move({ accountNumber: "62280055", deltaMinor: "1" });
    }
    const before = await bench.client.account("62280055");
    await bench.core.kill();
    const files = (await readdir(join(bench.directory.path, "core-sandbox"))).sort();
    expect(files).toEqual(["journal-2.jsonl", "snapshot.json"]);
    await bench.boot();
    expect(await bench.client.account("62280055")).toEqual(before);
    expect(before.version).toBe(9);
  });
});

it("stops in good order on SIGTERM and leaves everything in the snapshot", async () => {
  bench.receiver.answerWith(500);
  await bench.instruct(instruction());
  await bench.receiver.until(reaching(1));
  expect(await bench.core.stop()).toBe(0);
  const snapshot = await readFile(join(bench.directory.path, "core-sandbox", "snapshot.json"), "utf8");
  expect(JSON.parse(snapshot)).toMatchObject({ image: { instructions: [{ delivered: false }] } });
  bench.receiver.answerWith(200);
  await bench.boot();
  await bench.receiver.until((all) => all.some(({ answered }) => answered === 200));
});

describe("told to misbehave", () => {
  it("fails before recording", async () => {
    await bench.client.behave({ failNext: 1 });
    const order = instruction();
    expect((await bench.instruct(order)).status).toBe(500);
    expect(await bench.client.health()).toMatchObject({ pendingInstructions: 0 });
    expect((await bench.instruct(order)).status).toBe(202);
  });

  it("fails after recording, and the repetition is the same instruction", async () => {
    await bench.client.behave({ failAfterRecordNext: 1 });
    const order = instruction();
    await expect(bench.instruct(order)).rejects.toThrow();
    expect((await bench.instruct(order)).status).toBe(202);
    await bench.receiver.until(reaching(1));
    await bench.pending(SETTLED);
    expect(bench.receiver.deliveries).toHaveLength(1);
  });

  it("calls back twice with one event id", async () => {
    await bench.client.behave({ duplicateCallbacks: true });
    await bench.instruct(instruction());
    const [first, second] = await bench.receiver.until(reaching(2));
    expect(eventOf(first)).toEqual(eventOf(second));
  });

  it("calls back out of order, in pairs", async () => {
    await bench.client.behave({ outOfOrder: true });
    await bench.instruct(instruction());
    await bench.instruct(instruction());
    await bench.receiver.until(reaching(2));
    expect(bench.receiver.deliveries.map((delivery) => eventOf(delivery).coreSequence)).toEqual([2, 1]);

    await bench.instruct(instruction());
    await bench.pending({ pendingCallbacks: 1 });
    await bench.client.behave("normal");
    await bench.receiver.until(reaching(3));
  });

  it("rejects", async () => {
    await bench.client.behave({ rejectNext: 1 });
    const order = instruction();
    await bench.instruct(order);
    const [delivery] = await bench.receiver.until(reaching(1));
    expect(eventOf(delivery)).toMatchObject({ outcome: "rejected", reason: "account_under_review" });
    expect(await bench.client.account(order.accountNumber)).toMatchObject({ measures: [], version: 1 });
  });

  it("answers and calls back with nonsense, then properly", async () => {
    await bench.client.behave({ malformedNext: 1, malformedCallbackNext: 1 });
    const order = instruction();
    const response = await bench.instruct(order);
    expect(response.status).toBe(202);
    await expect(response.json()).rejects.toThrow();
    const [first, second] = await bench.receiver.until(reaching(2));
    expect(eventOf(first).outcome).toBe(7);
    expect(eventOf(second)).toMatchObject({ outcome: "applied", eventId: eventOf(first).eventId });
  });

  it("never calls back, yet knows what it did when asked", async () => {
    await bench.client.behave({ silentNext: 1 });
    const order = instruction();
    await bench.instruct(order);
    await bench.pending(SETTLED);
    const path = `/v1/instructions/${order.instructionId}`;
    const headers = signedHeaders("read-2", `GET ${path}`);
    const status = await (await fetch(`${bench.core.url}${path}`, { headers })).json();
    expect(status).toMatchObject({ state: "applied", event: { outcome: "applied" } });
    expect(bench.receiver.deliveries).toHaveLength(0);
  });
});
