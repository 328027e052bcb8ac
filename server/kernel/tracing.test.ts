import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { jobEnvelope } from "@/server/kernel/outbox";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { exportLargeValue } from "@/server/reports/commands/export-large-value";
import { largeValueList } from "@/server/reports/queries";
import { startTracing, stopTracing, traced, traceParent, underTrace } from "./tracing";

type Sent = { traceId: string; spanId: string; parentSpanId?: string; name: string; status: { code?: number } };

let house: House;
let collector: Server;
const bodies: string[] = [];

beforeAll(async () => {
  house = await openHouse();
  collector = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (piece: string) => {
      body += piece;
    });
    request.on("end", () => {
      bodies.push(body);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((listening) => collector.listen(0, "127.0.0.1", listening));
});

afterAll(async () => {
  await stopTracing();
  collector.close();
  await house.close();
});

const spans = (): Sent[] =>
  bodies.flatMap((body) =>
    (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Sent[] }[] }[] }).resourceSpans.flatMap((resource) =>
      resource.scopeSpans.flatMap((scope) => scope.spans),
    ),
  );

it("makes no span and no parent until it is switched on", async () => {
  startTracing("");
  expect(await traced("command", {}, async () => traceParent())).toBeUndefined();
});

it("joins a command, its transaction and the job enqueued in it, and says nothing of anybody", async () => {
  const { port } = collector.address() as AddressInfo;
  startTracing(`http://127.0.0.1:${port}/`);
  const account = await makeAccount(house, { name: "周大样" });
  const auditor = house.as("auditor");
  await house.run(exportLargeValue, {}, { as: auditor });
  await house.ask(largeValueList, { filters: { customer: account.customerId } }, { as: auditor });
  const parent = await traced("command", { name: "outer" }, async () => traceParent());
  const envelope = jobEnvelope.parse({ eventId: "e", programmeId: "pay", payload: {}, trace: parent });
  await underTrace(envelope.trace, () => traced("job", { topic: "t" }, async () => undefined));
  await expect(traced("job", { topic: "u" }, () => Promise.reject(new Error("周大样")))).rejects.toThrow();
  await stopTracing();

  const sent = spans();
  const command = sent.find(({ name }) => name === "command");
  const transaction = sent.find(({ name, parentSpanId }) => name === "transaction" && parentSpanId === command?.spanId);
  expect(transaction?.traceId).toBe(command?.traceId);
  const [outer, job] = [sent.filter(({ name }) => name === "command").at(-1), sent.find(({ name }) => name === "job")];
  expect(job).toMatchObject({ traceId: outer?.traceId, parentSpanId: outer?.spanId });
  expect(sent.filter(({ name }) => name === "job").map(({ status }) => status.code ?? 0)).toEqual([0, 2]);
  const text = bodies.join();
  for (const secret of [account.customerId, auditor.personId, auditor.sessionId, "周大样", "select "]) {
    expect(text).not.toContain(secret);
  }
});
