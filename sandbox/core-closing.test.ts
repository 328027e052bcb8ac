import { describe, expect, it } from "vitest";
import type { Instruction } from "@/sandbox/protocol";
import { eventOf, instruction, openBench, reaching, SETTLED } from "@/sandbox/test-bench";

const bench = openBench();
const accountNumber = "6228000000000001";

/** An order about the whole account. */
function whole(over: Partial<Instruction>): Instruction {
  const { measureId: _measure, scope: _scope, ...rest } = instruction({ ...over });
  return rest;
}
const payOut = (amountMinor: string, over: Partial<Instruction> = {}) =>
  whole({ verb: "pay-out", amountMinor, currency: "CNY", target: "card-a", ...over });

async function settled(order: Instruction) {
  const before = bench.receiver.deliveries.length;
  expect((await bench.instruct(order)).status).toBe(202);
  const deliveries = await bench.receiver.until(reaching(before + 1));
  await bench.pending(SETTLED);
  return eventOf(deliveries[before]);
}

describe("the closing of an account", () => {
  it("pays what is left to a bound card, whole and once, and closes an empty account alone", async () => {
    await bench.client.setAccount({ accountNumber, balanceMinor: "1000", currency: "CNY" });
    expect(await settled(whole({ verb: "close" }))).toMatchObject({ outcome: "rejected", reason: "balance_left" });
    expect(await settled(payOut("1001"))).toMatchObject({ outcome: "rejected", reason: "insufficient_balance" });
    const paid = payOut("1000");
    expect(await settled(paid)).toMatchObject({ outcome: "applied" });
    expect((await bench.instruct(paid)).status).toBe(202);
    await bench.pending(SETTLED);
    expect(await bench.client.account(accountNumber)).toMatchObject({ balanceMinor: "0" });
    expect(await settled(whole({ verb: "close" }))).toMatchObject({ outcome: "applied" });
    expect(await settled(instruction({ scope: "debit" }))).toMatchObject({ reason: "account_closed" });
    expect(await settled(payOut("1"))).toMatchObject({ reason: "account_closed" });
  });

  it("is refused where it names a measure, or pays to no card", async () => {
    for (const order of [
      instruction({ verb: "close" }),
      whole({ verb: "pay-out", amountMinor: "1", currency: "CNY" }),
      whole({ verb: "pay-out", target: "card-a" }),
      whole({ verb: "close", target: "card-a" }),
    ])
      expect((await bench.instruct(order)).status).toBeGreaterThanOrEqual(400);
  });
});
