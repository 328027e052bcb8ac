import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { customerDetailQuery } from "@/server/customers/queries";
import { metrics } from "@/server/kernel/metrics";
import { newId } from "@/server/kernel/new-id";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { checkCandidate } from "@/server/reports/commands/check-candidate";
import { getMetrics, serveMetrics } from "./metrics-door";

let house: House;
beforeAll(async () => {
  metrics();
  house = await openHouse();
});
afterAll(() => house.close());

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

const TOKEN = "a-long-word-for-the-scraper";
const scrape = (authorization?: string, token = TOKEN) =>
  getMetrics(
    new Request("http://console.example/api/metrics", authorization ? { headers: { authorization } } : {}),
    token,
    async () => house.runtime,
  );

describe("the page for scrapers", () => {
  it.each([
    ["no token brought", undefined, TOKEN],
    ["another word", "Bearer something", TOKEN],
    ["none set", "Bearer ", ""],
  ])("is not there with %s", async (_, authorization, token) => {
    const answer = await scrape(authorization, token);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe("");
  });

  it("counts commands, refusals, queries and what waits, and names nobody", async () => {
    const account = await makeAccount(house, { name: "周大样" });
    const officer = house.as("compliance-officer");
    await house.ask(customerDetailQuery, { id: account.customerId }, { as: officer });
    await house.run(checkCandidate, { id: newId(), version: 1 }, { as: officer }).catch(() => undefined);
    await house.run(checkCandidate, { id: newId(), version: 1 }, { as: house.as("auditor") });
    const answer = await scrape(`Bearer ${TOKEN}`);
    expect(answer.status).toBe(200);
    const body = await answer.text();
    expect(body).toMatch(
      /hegui_duration_seconds_count\{event="command",name="reports.large-value.check",outcome="refused"\} 1/,
    );
    expect(body).toContain('hegui_refusals_total{code="kernel.permission.denied"} 1');
    expect(body).toMatch(/hegui_duration_seconds_count\{event="query",name="customers.[a-z.]+",outcome="answered"\} 1/);
    expect(body).toContain('hegui_jobs{kind="dead"} 0');
    expect(body).toMatch(/hegui_pool_connections\{kind="total"\} \d/);
    for (const secret of [
      account.customerId,
      account.accountId,
      officer.personId,
      officer.sessionId,
      "周大样",
      "@pay.example",
    ]) {
      expect(body).not.toContain(secret);
    }
    // Labels are words of the program: no value long or free enough to be an id or a text.
    for (const [, value = ""] of body.matchAll(/[a-z_]+="([^"]*)"/g)) expect(value).toMatch(/^[A-Za-z0-9_.+:-]{0,60}$/);
  });

  it("of the worker listens on this machine alone, and only when told", async () => {
    expect(serveMetrics(house.runtime, 0)).toBeNull();
    const port = await freePort();
    const server = serveMetrics(house.runtime, port);
    try {
      await new Promise((listening) => server?.once("listening", listening));
      expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toContain("hegui_workers");
      expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    } finally {
      server?.close();
    }
  });
});
