import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Instruction } from "@/sandbox/protocol";
import { codeOf, eventOf, instruction, openBench, reaching, SETTLED, signedHeaders } from "@/sandbox/test-bench";

const bench = openBench();
const accountNumber = "6228000000000001";

/** An order without a measure. */
function sessions(): Instruction {
  const { measureId: _measure, scope: _scope, ...rest } = instruction({ verb: "end-sessions" });
  return rest;
}

const deduct = (amountMinor: string, over: Partial<Instruction> = {}) =>
  instruction({ verb: "deduct", scope: "amount", amountMinor, currency: "CNY", ...over });

async function settled(order: Instruction) {
  const before = bench.receiver.deliveries.length;
  expect((await bench.instruct(order)).status).toBe(202);
  const deliveries = await bench.receiver.until(reaching(before + 1));
  await bench.pending(SETTLED);
  return eventOf(deliveries[before]);
}

describe("a deduction", () => {
  it("takes the sum whole, held money too, leaves what is held in force and is done once", async () => {
    await bench.client.setAccount({ accountNumber, balanceMinor: "1000", currency: "CNY" });
    await settled(instruction({ scope: "all" }));
    const order = deduct("400");
    expect(await settled(order)).toMatchObject({ outcome: "applied", effective: { debit: true, credit: true } });
    expect((await bench.instruct(order)).status).toBe(202);
    await bench.pending(SETTLED);
    expect(await bench.client.account(accountNumber)).toMatchObject({
      balanceMinor: "600",
      heldMinor: "600",
      measures: [{ scope: "all" }],
    });
  });

  it("above the balance is refused whole, never in part", async () => {
    await bench.client.setAccount({ accountNumber, balanceMinor: "1000", currency: "CNY" });
    expect(await settled(deduct("1001"))).toMatchObject({ outcome: "rejected", reason: "insufficient_balance" });
    expect(await bench.client.account(accountNumber)).toMatchObject({ balanceMinor: "1000" });
    const dollars = deduct("1", { currency: "USD" });
    expect(await settled(dollars)).toMatchObject({ outcome: "rejected", reason: "currency_mismatch" });
  });
});

describe("a function and a card", () => {
  it("are switched off singly, shown by name, and back on by their own lift alone", async () => {
    const transfer = instruction({ scope: "function", target: "transfer" });
    await settled(transfer);
    await settled(instruction({ scope: "function", target: "transfer" }));
    await settled(instruction({ scope: "card", target: "card-b" }));
    const event = await settled(instruction({ scope: "card", target: "card-a" }));
    const effective = { debit: false, credit: false, functions: ["transfer"], cards: ["card-a", "card-b"] };
    expect(event.effective).toEqual(effective);
    await settled(instruction({ ...transfer, instructionId: "lift-1", verb: "lift", sequence: 800_000 }));
    expect(await bench.client.account(accountNumber)).toMatchObject({ effective });
  });
});

describe("the end of sessions", () => {
  it("is about no measure, moves no money and no version, and is done once however often it comes", async () => {
    const before = await bench.client.account(accountNumber);
    const order = sessions();
    const event = await settled(order);
    expect(event).toMatchObject({ outcome: "applied", effective: { debit: false } });
    expect(event.measureId).toBeUndefined();
    const after = await bench.client.account(accountNumber);
    expect(after).toMatchObject({ ...before, sessionsEndedAt: event.appliedAt });
    expect((await bench.instruct(order)).status).toBe(202);
    await bench.pending(SETTLED);
    expect(bench.receiver.deliveries).toHaveLength(1);
    expect(await bench.client.account(accountNumber)).toEqual(after);
  });
});

describe("what contradicts itself", () => {
  it.each([
    ["a function without its name", { scope: "function" }],
    ["a card without its id", { scope: "card" }],
    ["a name beside another scope", { scope: "debit", target: "transfer" }],
    ["a deduction of everything", { verb: "deduct", scope: "all" }],
    ["a deduction without its sum", { verb: "deduct", scope: "amount" }],
    ["sessions with a measure", { verb: "end-sessions" }],
    ["a restriction without a measure", { measureId: undefined }],
    ["a restriction without a scope", { scope: undefined }],
  ])("%s is refused", async (_name, over) => {
    const response = await bench.instruct({ ...instruction(), ...over } as unknown as Instruction);
    expect([response.status, await codeOf(response)]).toEqual([400, "invalid_body"]);
  });

  it("a dry run of a deduction shows what is left, and refuses one above the balance", async () => {
    await bench.client.setAccount({ accountNumber, balanceMinor: "1000", currency: "CNY" });
    const ask = async (amountMinor: string) => {
      const question = {
        programme: "wallet",
        accountNumber,
        verb: "deduct",
        scope: "amount",
        amountMinor,
        currency: "CNY",
      };
      const text = JSON.stringify(question);
      return fetch(`${bench.core.url}/v1/dry-run`, { method: "POST", headers: signedHeaders("dry", text), body: text });
    };
    expect(await (await ask("300")).json()).toMatchObject({ after: { availableMinor: "700", heldMinor: "0" } });
    expect(await codeOf(await ask("1001"))).toBe("insufficient_balance");
    expect(await bench.client.account(accountNumber)).toMatchObject({ balanceMinor: "1000" });
  });
});

describe("after kill -9", () => {
  it("deductions, functions, cards and ended sessions stand, each once", async () => {
    await bench.client.setAccount({ accountNumber, balanceMinor: "1000", currency: "CNY" });
    await settled(instruction({ scope: "function", target: "withdrawal" }));
    await settled(instruction({ scope: "card", target: "card-a" }));
    await settled(deduct("250"));
    await settled(sessions());
    const before = await bench.client.account(accountNumber);
    expect(before.balanceMinor).toBe("750");
    await bench.core.kill();
    await bench.boot();
    expect(await bench.client.account(accountNumber)).toEqual(before);
  });

  it("a journal from before these orders still opens", async () => {
    const order = instruction({ measureId: "mea-old" });
    const plan = { silent: false, reject: false, malformedCallback: false };
    const effective = { debit: true, credit: false };
    const event = {
      eventId: "evt_old",
      instructionId: order.instructionId,
      measureId: "mea-old",
      accountNumber,
      outcome: "applied",
      coreSequence: 1,
      appliedAt: "2026-09-01T00:00:01.000Z",
      effective,
    };
    const lines = [
      { kind: "received", instruction: order, receivedAt: "2026-09-01T00:00:00.000Z", dueAt: 0, plan },
      { kind: "settled", event },
      { kind: "delivered", eventId: "evt_old" },
    ];
    await bench.core.kill();
    const journal = join(bench.directory.path, "core-sandbox", "journal-0.jsonl");
    await writeFile(journal, `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`);
    await bench.boot();
    const account = await bench.client.account(accountNumber);
    expect(account).toMatchObject({ effective, measures: [{ measureId: "mea-old", scope: "debit" }] });
    expect(account.sessionsEndedAt).toBeUndefined();
  });
});

describe("told to forget", () => {
  it("drops a measure without a word", async () => {
    const order = instruction();
    await settled(order);
    await bench.client.forget({ accountNumber, measureId: order.measureId ?? "" });
    expect(await bench.client.account(accountNumber)).toMatchObject({ measures: [], effective: { debit: false } });
    expect(bench.receiver.deliveries).toHaveLength(1);
  });
});
