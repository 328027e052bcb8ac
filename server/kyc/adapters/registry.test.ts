import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { fictitiousIdentityNumber } from "@/domain/customers/identity-number";
import { localDate } from "@/domain/shared/time";
import { type RunningRegistry, startRegistry } from "@/sandbox/registry";
import { createRegistry } from "./registry";

const SECRET = `whsec_${Buffer.alloc(32, 3).toString("base64")}`;
const birthDate = localDate("1990-01-01");
const number = (sequence: number) => fictitiousIdentityNumber({ birthDate, area: 1, sequence });
const person = { name: "测试甲", sex: "female", birthDate, idNumber: number(4), occupation: "演示" };

let running: RunningRegistry;
beforeAll(async () => {
  const host = { REGISTRY_PORT: 0, REGISTRY_HOST: "127.0.0.1" };
  running = await startRegistry({ ...host, REGISTRY_SECRET: SECRET, REGISTRY_DELAY_MS: 0 });
});
afterAll(() => running.stop());
afterEach(() => behave({}));

const url = () => `http://127.0.0.1:${running.port}`;
const behave = (behaviour: object) => fetch(`${url()}/control`, { method: "POST", body: JSON.stringify(behaviour) });
const registry = (timeoutMs = 30_000) => createRegistry({ url: url(), secret: SECRET, timeoutMs });

describe("a registry asked", () => {
  it("says of each field whether it matches, and gives none", async () => {
    const reply = await registry().ask({ type: "public-security", fields: person });
    expect(reply).toEqual({
      outcome: "match",
      answers: { name: "match", sex: "match", birthDate: "match", idNumber: "match", occupation: "not-given" },
    });
  });

  it("contradicts what the number itself contradicts", async () => {
    const fields = { ...person, sex: "male", birthDate: "1991-01-01" };
    const { outcome, answers } = await registry().ask({ type: "public-security", fields });
    expect({ outcome, ...answers }).toMatchObject({
      outcome: "mismatch",
      sex: "mismatch",
      birthDate: "mismatch",
      name: "match",
    });
  });

  it.each([
    [997, "public-security", { name: "mismatch", idNumber: "match" }, "mismatch"],
    [991, "public-security", { name: "not-given", idNumber: "mismatch" }, "mismatch"],
    [4, "telecom", { name: "match", birthDate: "not-given" }, "match"],
  ] as const)("by the mark %i in the number, channel %s", async (mark, type, answers, outcome) => {
    const reply = await registry().ask({ type, fields: { ...person, idNumber: number(mark), sex: "male" } });
    expect(reply.outcome).toBe(outcome);
    expect(reply.answers).toMatchObject(answers);
  });

  it("is asked about nothing where nothing is declared", async () => {
    const before = await (await fetch(`${url()}/health`)).json();
    expect(await registry().ask({ type: "tax", fields: { name: "" } })).toEqual({
      outcome: "unavailable",
      answers: {},
    });
    expect(await (await fetch(`${url()}/health`)).json()).toEqual(before);
  });
});

describe("a registry that fails", () => {
  it.each(["down", "malformed", "unsigned", "silent"])("%s is unavailable", async (outage) => {
    await behave({ outage });
    const reply = await registry(outage === "silent" ? 200 : 30_000).ask({ type: "public-security", fields: person });
    expect(reply).toEqual({ outcome: "unavailable", answers: {} });
  });

  it("is unavailable once and answers the next time", async () => {
    await behave({ failNext: 1 });
    expect((await registry().ask({ type: "public-security", fields: person })).outcome).toBe("unavailable");
    expect((await registry().ask({ type: "public-security", fields: person })).outcome).toBe("match");
  });

  it("is unavailable when nobody listens, when its key is another, and when an answer is for another question", async () => {
    const nobody = createRegistry({ url: "http://127.0.0.1:9", secret: SECRET });
    expect((await nobody.ask({ type: "tax", fields: person })).outcome).toBe("unavailable");
    const stranger = createRegistry({ url: url(), secret: `whsec_${Buffer.alloc(32, 4).toString("base64")}` });
    expect((await stranger.ask({ type: "tax", fields: person })).outcome).toBe("unavailable");
    const text = JSON.stringify({ questionId: "reg_other", answers: { name: "match" } });
    const now = new Date();
    const replay = createServer((_request, response) => {
      response.writeHead(200, {
        "webhook-id": "reg_other",
        "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
        "webhook-signature": new Webhook(SECRET).sign("reg_other", now, text),
      });
      response.end(text);
    });
    await new Promise<void>((resolve) => replay.listen(0, "127.0.0.1", resolve));
    const port = (replay.address() as AddressInfo).port;
    const replayed = createRegistry({ url: `http://127.0.0.1:${port}`, secret: SECRET });
    expect((await replayed.ask({ type: "tax", fields: person })).outcome).toBe("unavailable");
    await new Promise((resolve) => replay.close(resolve));
  });

  it("throws when told to stop", async () => {
    await behave({ outage: "silent" });
    const stop = AbortSignal.timeout(100);
    await expect(registry().ask({ type: "public-security", fields: person }, stop)).rejects.toThrow();
  });
});
