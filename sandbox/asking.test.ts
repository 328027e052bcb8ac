import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Instruction } from "@/sandbox/protocol";
import { instruction, openBench, SETTLED } from "@/sandbox/test-bench";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const ACCOUNT = "62280077";
const PAYMENT = { programme: "pay", kind: "consumption", factors: ["biometric"] };

/** What a gateway was asked, signatures looked at, and what it says next. */
const asked: { path: string; body: Record<string, unknown> }[] = [];
let says: { status: number; answer: string };
const gateway = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  new Webhook(SECRET).verify(text, request.headers as Record<string, string>, { jsonParse: false });
  asked.push({ path: request.url ?? "", body: JSON.parse(text) as Record<string, unknown> });
  const decision = { decisionId: "decision-1", answer: says.answer, rules: ["some-rule@1"], reasons: [] };
  response.writeHead(says.status, { "content-type": "application/json" }).end(JSON.stringify(decision));
});

const bench = openBench();
beforeAll(() => new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve)));
afterAll(() => {
  gateway.closeAllConnections();
  gateway.close();
});
beforeEach(async () => {
  asked.length = 0;
  says = { status: 200, answer: "allow" };
  await bench.core.kill();
  const { port } = gateway.address() as AddressInfo;
  await bench.boot({
    GATEWAY_URL: `http://127.0.0.1:${port}`,
    GATEWAY_SECRET: SECRET,
    // What is asked here is answered, however busy the machine is.
    GATEWAY_WITHIN_MS: "600000",
  });
  await bench.client.setAccount({ accountNumber: ACCOUNT, balanceMinor: "1000", currency: "CNY" });
});

const pays = (fen: number) => bench.client.move({ accountNumber: ACCOUNT, deltaMinor: String(-fen), payment: PAYMENT });
const balance = async () => (await bench.client.account(ACCOUNT)).balanceMinor;
const paths = () => asked.map(({ path }) => path);

it("a payment out is asked about with its sum and the balance, moved, and confirmed", async () => {
  expect(await pays(300)).toMatchObject({ balanceMinor: "700" });
  expect(paths()).toEqual(["/v1/decisions", "/v1/decisions/decision-1/confirm"]);
  const sums = { amountMinor: "300", currency: "CNY", balanceMinor: "1000" };
  expect(asked[0]?.body).toMatchObject({ ...PAYMENT, ...sums, accountNumber: ACCOUNT, ownName: false });
});

it.each([
  ["deny", /422.*payment_denied.*some-rule@1/],
  ["ask-more", /422.*more_verification.*some-rule@1/],
])("%s moves nothing and says by which rule", async (answer, said) => {
  says = { status: 200, answer };
  await expect(pays(300)).rejects.toThrow(said);
  expect(await balance()).toBe("1000");
  expect(paths()).toEqual(["/v1/decisions"]);
});

it("allowed and yet above the balance, it is taken back at the gateway", async () => {
  await expect(pays(1_001)).rejects.toThrow("insufficient_balance");
  expect(paths()).toEqual(["/v1/decisions", "/v1/decisions/decision-1/reverse"]);
  expect(await balance()).toBe("1000");
});

it("a gateway that cannot decide lets nothing move, nor does a payment that says nothing of itself", async () => {
  says = { status: 503, answer: "allow" };
  await expect(pays(300)).rejects.toThrow(/503.*not_decided/);
  await expect(bench.client.move({ accountNumber: ACCOUNT, deltaMinor: "-1" })).rejects.toThrow("payment_missing");
  expect(await balance()).toBe("1000");
});

describe("the core's own measures", () => {
  const CARD = "01920000-0000-7000-8000-0000000000c1";
  const held = async (reach: Partial<Instruction>) => {
    const order = instruction({ accountNumber: ACCOUNT, ...reach });
    await bench.instruct(order);
    await bench.pending(SETTLED);
  };
  const restricted = /422.*account_restricted/;

  it.each([
    ["a debit restriction", { scope: "debit" as const }],
    ["a freeze of all", { scope: "all" as const }],
    ["a sum held", { scope: "amount" as const, amountMinor: "800", currency: "CNY" }],
    ["a function taken away", { scope: "function" as const, target: "consumption" }],
    ["a card taken away", { scope: "card" as const, target: CARD }],
  ])("%s keeps money in whatever the gateway says, and where it is silent", async (_name, reach) => {
    await held(reach);
    const spend = () =>
      bench.client.move({ accountNumber: ACCOUNT, deltaMinor: "-300", payment: { ...PAYMENT, cardId: CARD } });
    await expect(spend()).rejects.toThrow(restricted);
    expect(paths()).toEqual(["/v1/decisions", "/v1/decisions/decision-1/reverse"]);
    says = { status: 503, answer: "allow" };
    await expect(spend()).rejects.toThrow(restricted);
    expect(await balance()).toBe("1000");
  });

  it("hold what they reach and nothing else", async () => {
    await held({ scope: "amount", amountMinor: "700", currency: "CNY" });
    await held({ scope: "function", target: "password-free" });
    expect(await pays(300)).toMatchObject({ balanceMinor: "700" });
    await expect(pays(1)).rejects.toThrow(restricted);
    const free = { ...PAYMENT, factors: [] };
    await expect(bench.client.move({ accountNumber: ACCOUNT, deltaMinor: "-1", payment: free })).rejects.toThrow(
      restricted,
    );
    expect(await bench.client.move({ accountNumber: ACCOUNT, deltaMinor: "5" })).toMatchObject({ balanceMinor: "705" });
  });

  it("keep money out where nothing may come in", async () => {
    await held({ scope: "credit" });
    await expect(bench.client.move({ accountNumber: ACCOUNT, deltaMinor: "5" })).rejects.toThrow(restricted);
    expect(await pays(300)).toMatchObject({ balanceMinor: "700" });
  });

  it("hold without any gateway", async () => {
    await bench.core.kill();
    await bench.boot();
    await held({ scope: "debit" });
    await expect(bench.client.move({ accountNumber: ACCOUNT, deltaMinor: "-1" })).rejects.toThrow(restricted);
  });
});

it("money coming in asks nobody", async () => {
  expect(await bench.client.move({ accountNumber: ACCOUNT, deltaMinor: "5" })).toMatchObject({ balanceMinor: "1005" });
  expect(asked).toEqual([]);
});
