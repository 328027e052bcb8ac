import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import type { Instruction } from "@/sandbox/protocol";
import { codeOf, eventOf, instruction, openBench, reaching, SETTLED, signedHeaders } from "@/sandbox/test-bench";
import { TEST_CALLBACK_SECRET } from "@/sandbox/testing";

const bench = openBench();

describe("an instruction", () => {
  it("is received at once, takes effect later and is confirmed by a signed callback", async () => {
    await bench.client.setAccount({ accountNumber: "6228000000000001", balanceMinor: "38398", currency: "CNY" });
    const order = instruction();
    const response = await bench.instruct(order);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ instructionId: order.instructionId, received: true });

    const [delivery] = await bench.receiver.until(reaching(1));
    expect(eventOf(delivery)).toMatchObject({
      instructionId: order.instructionId,
      measureId: order.measureId,
      outcome: "applied",
      coreSequence: 1,
      effective: { debit: true, credit: false },
    });
    new Webhook(TEST_CALLBACK_SECRET).verify(delivery?.body ?? "", { ...delivery?.headers });
    expect(delivery?.headers["webhook-id"]).toBe(eventOf(delivery).eventId);
    expect(await bench.client.account(order.accountNumber)).toMatchObject({ availableMinor: "0", heldMinor: "38398" });
  });

  it("sent twice has one effect and one answer; another body under its id is a conflict", async () => {
    const order = instruction();
    const answers = await Promise.all([bench.instruct(order), bench.instruct(order)]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(await answers[0]?.json()).toEqual(await answers[1]?.json());

    const other = await bench.instruct({ ...order, scope: "all" });
    expect(other.status).toBe(409);
    expect(other.headers.get("content-type")).toBe("application/problem+json");
    expect(await codeOf(other)).toBe("instruction_conflict");
    expect(await codeOf(await bench.instruct({ ...order, instructionId: "ins-again" }))).toBe("sequence_reused");

    await bench.pending(SETTLED);
    expect(bench.receiver.deliveries).toHaveLength(1);
  });

  it("lifting one measure leaves the others in force", async () => {
    const first = instruction();
    const second = instruction({ scope: "amount", amountMinor: "500", currency: "CNY" });
    await bench.client.setAccount({ accountNumber: first.accountNumber, balanceMinor: "2000", currency: "CNY" });
    await bench.instruct(first);
    await bench.instruct(second);
    await bench.instruct(instruction({ verb: "lift", measureId: first.measureId }));
    const deliveries = await bench.receiver.until(reaching(3));
    const last = deliveries.map(eventOf).find(({ coreSequence }) => coreSequence === 3);
    expect(last?.effective).toEqual({ debit: false, credit: false, amountMinor: "500" });
    expect(await bench.client.account(first.accountNumber)).toMatchObject({ availableMinor: "1500", heldMinor: "500" });
  });

  it("overtaken by a later one about the same measure is rejected", async () => {
    const measureId = "mea-overtaken";
    await bench.instruct(instruction({ verb: "lift", measureId, sequence: 900_002 }));
    await bench.instruct(instruction({ verb: "restrict", measureId, sequence: 900_001 }));
    const events = (await bench.receiver.until(reaching(2))).map(eventOf);
    expect(events.find(({ coreSequence }) => coreSequence === 2)).toMatchObject({
      outcome: "rejected",
      reason: "superseded",
      effective: { debit: false },
    });
  });
});

describe("the gate", () => {
  it("refuses a missing, wrong, foreign or outdated signature", async () => {
    const order = instruction();
    const text = JSON.stringify(order);
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    const attempts = [
      { "content-type": "application/json" },
      { ...signedHeaders(order.instructionId, text), "webhook-signature": "v1,AAAA" },
      signedHeaders(order.instructionId, text, new Date(), TEST_CALLBACK_SECRET),
      signedHeaders(order.instructionId, `${text} `),
      signedHeaders(order.instructionId, text, minutesAgo(6)),
    ];
    for (const headers of attempts) expect((await bench.instruct(order, headers)).status).toBe(401);
    expect((await bench.instruct(order, signedHeaders(order.instructionId, text, minutesAgo(4)))).status).toBe(202);
  });

  it("takes the signature of one address for no other", async () => {
    const headers = signedHeaders("read-1", "GET /v1/accounts/62280001");
    expect((await fetch(`${bench.core.url}/v1/accounts/62280001`, { headers })).status).toBe(200);
    expect((await fetch(`${bench.core.url}/v1/accounts/62280002`, { headers })).status).toBe(401);
  });

  it("refuses what the protocol does not know", async () => {
    const bad: Array<Record<string, unknown>> = [
      { ...instruction(), scope: "function" },
      { ...instruction(), surplus: 1 },
      { ...instruction(), scope: "amount" },
      { ...instruction(), amountMinor: "5", currency: "CNY" },
      { ...instruction({ scope: "amount", currency: "CNY" }), amountMinor: "-5" },
    ];
    for (const body of bad) {
      const response = await bench.instruct(body as unknown as Instruction);
      expect([response.status, await codeOf(response)]).toEqual([400, "invalid_body"]);
    }
    const order = instruction();
    const mismatch = await bench.instruct(order, signedHeaders("another-id", JSON.stringify(order)));
    expect(await codeOf(mismatch)).toBe("id_mismatch");
    const large = await bench.instruct(instruction({ reasonCode: "x".repeat(70_000) }));
    expect(large.status).toBe(413);
  });

  it("keeps web pages away from /control", async () => {
    const body = JSON.stringify({ behaviour: "normal" });
    const plain = await fetch(`${bench.core.url}/control`, { method: "POST", body });
    expect(plain.status).toBe(415);
  });
});

describe("a dry run", () => {
  it("shows the consequence, changes nothing and names the version it saw", async () => {
    const accountNumber = "6228000000000077";
    const account = await bench.client.setAccount({ accountNumber, balanceMinor: "1000", currency: "CNY" });
    const question = { programme: "wallet", accountNumber, verb: "restrict", scope: "debit" };
    const text = JSON.stringify(question);
    const ask = async () => {
      const headers = signedHeaders("dry-1", text);
      const response = await fetch(`${bench.core.url}/v1/dry-run`, { method: "POST", headers, body: text });
      return (await response.json()) as { version: number };
    };
    expect(await ask()).toMatchObject({
      balance: { availableMinor: "1000", heldMinor: "0", currency: "CNY" },
      after: { availableMinor: "0", heldMinor: "1000", effective: { debit: true, credit: false } },
      version: account.version,
    });
    expect(await bench.client.account(accountNumber)).toEqual(account);

    await bench.client.move({ accountNumber, deltaMinor: "-400" });
    expect(await ask()).toMatchObject({ balance: { availableMinor: "600" }, version: account.version + 1 });
    await expect(bench.client.move({ accountNumber, deltaMinor: "-601" })).rejects.toThrow("422");
  });

  it("knows an account nobody described by its number alone", async () => {
    const before = await bench.client.account("6228000000000099");
    await bench.core.kill();
    await bench.directory.remove();
    await bench.boot();
    expect(await bench.client.account("6228000000000099")).toEqual(before);
    expect(BigInt(before.balanceMinor)).toBeGreaterThan(0n);
  });
});
