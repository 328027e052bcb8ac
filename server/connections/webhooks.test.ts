import type { ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import { sealEverything } from "@/server/audit/testing";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { sendWebhook } from "./adapters/webhook-sender";
import { createEndpoint } from "./commands/create-endpoint";
import { deleteEndpoint } from "./commands/delete-endpoint";
import { disableEndpoint } from "./commands/disable-endpoint";
import { enableEndpoint } from "./commands/enable-endpoint";
import { replayDeliveries } from "./commands/replay-deliveries";
import { rotateEndpoint } from "./commands/rotate-endpoint";
import { testEndpoint } from "./commands/test-endpoint";
import { deliveriesQuery, deliveryQuery, endpointsQuery } from "./queries";
import { openReceiver, type Received } from "./receiver-testing";
import { deliverDue, spreadNews } from "./relay";
import { callDoor, makeKey } from "./testing";

let house: House;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
const before = process.env.WEBHOOK_ALLOW_PRIVATE;

beforeAll(async () => {
  process.env.WEBHOOK_ALLOW_PRIVATE = "yes";
  house = await openHouse();
  process.env.DATABASE_URL ??= house.url;
  receiver = await openReceiver();
});
afterAll(async () => {
  if (before === undefined) delete process.env.WEBHOOK_ALLOW_PRIVATE;
  else process.env.WEBHOOK_ALLOW_PRIVATE = before;
  await receiver.close();
  await house.close();
});
beforeEach(async () => {
  receiver.received.length = 0;
  receiver.told.answer = (response) => response.end("ok");
  house.clock.set("2026-10-09T14:32:00+08:00");
  await house.pool.query("delete from webhook_attempts");
  await house.pool.query("delete from webhook_deliveries");
  await house.pool.query("delete from webhook_endpoints");
});

const administrator = () => house.as("administrator");
const send =
  (answerMs = 30_000) =>
  (outgoing: Parameters<typeof sendWebhook>[0]) =>
    sendWebhook(outgoing, { allowPrivate: true, answerMs });

async function makeEndpoint(kinds: readonly "submission.received"[] = ["submission.received"], url = receiver.url) {
  await house.stepUp(administrator());
  const made = await house.run(createEndpoint, { name: "core", url, kinds: [...kinds] }, { as: administrator() });
  if (!made.ok) throw new Error(made.code);
  return made.result;
}

const HANDED = { purpose: "onboarding", subject: "person", declared: {}, documents: ["passport"] };

async function submit(reference: string): Promise<string> {
  const key = await makeKey(house, ["customers.write", "submissions.write"]);
  await callDoor(house, "POST", "/customers", { token: key.token, body: { externalRef: reference, kind: "person" } });
  const body = { ...HANDED, customerRef: reference, declared: { name: "赵六" } };
  const sent = await callDoor(house, "POST", "/submissions", { token: key.token, body });
  return sent.body.id;
}

const seal = () => sealEverything(house.runtime);

const relay = async (answerMs?: number) => {
  await seal();
  await spreadNews(house.runtime);
  return deliverDue(house.runtime, send(answerMs));
};
const states = () =>
  house.rows("select state, attempts, last_status, last_problem from webhook_deliveries order by created_at, id");

describe("news", () => {
  it("go out signed, once, with ids and codes alone", async () => {
    const { secret, endpointId } = await makeEndpoint();
    const id = await submit("W1");
    expect(await relay()).toBe(1);
    expect(await relay()).toBe(0);
    const [got] = receiver.received;
    expect(receiver.received).toHaveLength(1);
    const told = JSON.parse(got?.body ?? "") as { type: string; data: object };
    expect(told).toMatchObject({ type: "submission.received", data: { submissionId: id, purpose: "onboarding" } });
    expect(got?.body).not.toContain("赵六");
    expect(got?.body).not.toContain('W1"');
    const headers = got?.headers as Record<string, string>;
    const at = new Date(Number(headers["webhook-timestamp"]) * 1000);
    const sign = new Webhook(secret).sign(headers["webhook-id"] ?? "", at, got?.body ?? "");
    expect(headers["webhook-signature"]).toBe(sign);
    const log = await house.ask(deliveriesQuery, { filters: { endpoint: endpointId } }, { as: house.as("auditor") });
    expect(log.rows).toMatchObject([{ state: "delivered", attempts: 1, lastStatus: 200 }]);
  });

  it("are made once by two workers at the same time", async () => {
    await makeEndpoint();
    await submit("W2");
    await submit("W3");
    await seal();
    await Promise.all([spreadNews(house.runtime), spreadNews(house.runtime), spreadNews(house.runtime)]);
    await Promise.all([deliverDue(house.runtime, send()), deliverDue(house.runtime, send())]);
    expect(receiver.received).toHaveLength(2);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(2);
  });

  it("from before an endpoint was named, or of another programme, are not for it", async () => {
    await submit("W4");
    await seal();
    await makeEndpoint();
    const theirs = await makeKey(house, ["customers.write", "submissions.write"], { programme: MALL });
    const call = { token: theirs.token };
    await callDoor(house, "POST", "/customers", { ...call, body: { externalRef: "M1", kind: "person" } });
    const body = { ...HANDED, customerRef: "M1" };
    await callDoor(house, "POST", "/submissions", { ...call, body });
    expect(await relay()).toBe(0);
  });
});

describe("a receiver that fails", () => {
  it.each([
    ["errs", (response: ServerResponse) => response.writeHead(500).end("no"), "status", 500],
    [
      "sends elsewhere",
      (response: ServerResponse) => response.writeHead(302, { location: "/other" }).end(),
      "redirect",
      302,
    ],
    ["breaks off", (response: ServerResponse) => response.destroy(), "broken", null],
    ["says nothing", () => undefined, "timeout", null],
  ] as const)("%s: is tried again later, and never followed", async (_, answer, problem, status) => {
    receiver.told.answer = answer;
    await makeEndpoint();
    await submit("F1");
    // Only silence is not waited for: whoever answers may be slow about it.
    await relay(problem === "timeout" ? 200 : undefined);
    expect(await states()).toEqual([{ state: "pending", attempts: 1, last_status: status, last_problem: problem }]);
    expect(await deliverDue(house.runtime, send())).toBe(0);
    house.clock.set("2026-10-09T14:32:11+08:00");
    receiver.told.answer = (response) => response.end("ok");
    expect(await deliverDue(house.runtime, send())).toBe(1);
    expect(await states()).toEqual([{ state: "delivered", attempts: 2, last_status: 200, last_problem: null }]);
    const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect(new Set(ids).size).toBe(1);
    expect(receiver.received.every(({ path }) => path === "/in")).toBe(true);
  });

  it("for good leaves a dead letter, which can be sent again", async () => {
    receiver.told.answer = (response) => response.writeHead(410).end("gone 13800138000\u0007");
    const { endpointId } = await makeEndpoint();
    await submit("F2");
    await relay();
    for (let n = 1; n < CONNECTIONS_POLICY.attempts; n += 1) {
      house.clock.set(`2026-10-${String(9 + n).padStart(2, "0")}T14:32:00+08:00`);
      await house.pool.query("update webhook_endpoints set failing_since = null");
      await deliverDue(house.runtime, send());
    }
    expect(await states()).toMatchObject([{ state: "dead", attempts: CONNECTIONS_POLICY.attempts }]);
    const page = await house.ask(deliveriesQuery, { filters: { state: ["dead"] } }, { as: administrator() });
    const id = page.rows[0]?.id ?? "";
    const detail = await house.ask(deliveryQuery, { id }, { as: administrator() });
    expect(detail.log).toHaveLength(CONNECTIONS_POLICY.attempts);
    expect(detail.log[0]).toMatchObject({ status: 410, problem: "status", responseHead: "gone •••••••••••" });
    receiver.told.answer = (response) => response.end("ok");
    expect(await house.run(replayDeliveries, { endpointId }, { as: administrator() })).toMatchObject({
      ok: true,
      result: { count: 1 },
    });
    expect(await house.run(replayDeliveries, { deliveryId: id }, { as: administrator() })).toMatchObject({
      code: "connections.delivery.not-dead",
    });
    await deliverDue(house.runtime, send());
    expect(await states()).toMatchObject([{ state: "delivered" }]);
    expect(await house.run(replayDeliveries, { deliveryId: id }, { as: administrator() })).toMatchObject({ ok: true });
  });

  it("for three days is suspended with a notice, and gets what it missed when it is switched on", async () => {
    receiver.told.answer = (response) => response.writeHead(503).end();
    const { endpointId } = await makeEndpoint();
    await submit("F3");
    await relay();
    house.clock.set("2026-10-12T14:33:00+08:00");
    await deliverDue(house.runtime, send());
    const [row] = (await house.ask(endpointsQuery, {}, { as: administrator() })).endpoints;
    expect(row).toMatchObject({ state: "suspended", pending: 1 });
    expect((await house.jobs("notifications.notice")).length).toBeGreaterThan(0);
    await submit("F4");
    expect(await relay()).toBe(0);
    receiver.told.answer = (response) => response.end("ok");
    receiver.received.length = 0;
    expect(await house.run(enableEndpoint, { endpointId }, { as: administrator() })).toMatchObject({ ok: true });
    house.clock.set("2026-10-13T14:33:00+08:00");
    expect(await deliverDue(house.runtime, send())).toBe(2);
    expect(receiver.received).toHaveLength(2);
  });
});

describe("an endpoint", () => {
  it("signs with both secrets for a while after a rotation", async () => {
    const { endpointId, secret } = await makeEndpoint();
    await house.stepUp(administrator());
    const rotated = await house.run(rotateEndpoint, { endpointId }, { as: administrator() });
    if (!rotated.ok) throw new Error(rotated.code);
    const signatures = async () => {
      receiver.received.length = 0;
      await house.run(testEndpoint, { endpointId }, { as: administrator() });
      await deliverDue(house.runtime, send());
      const [{ headers, body }] = receiver.received as [Received];
      const at = new Date(Number(headers["webhook-timestamp"]) * 1000);
      const of = (one: string) => new Webhook(one).sign(String(headers["webhook-id"]), at, body);
      return { got: String(headers["webhook-signature"]), now: of(rotated.result.secret), past: of(secret) };
    };
    const during = await signatures();
    expect(during.got).toBe(`${during.now} ${during.past}`);
    house.clock.set("2026-10-10T14:32:01+08:00");
    const after = await signatures();
    expect(after.got).toBe(after.now);
  });

  it("that is off or deleted gets nothing, and is not there for others", async () => {
    const { endpointId } = await makeEndpoint();
    const theirs = house.as("administrator", { programme: MALL });
    await expect(house.run(disableEndpoint, { endpointId }, { as: theirs })).rejects.toMatchObject({
      category: "not-found",
    });
    await house.run(disableEndpoint, { endpointId }, { as: administrator() });
    await submit("O1");
    expect(await relay()).toBe(0);
    expect(await house.run(testEndpoint, { endpointId }, { as: administrator() })).toMatchObject({ ok: false });
    await house.run(enableEndpoint, { endpointId }, { as: administrator() });
    expect(await relay()).toBe(0);
    await house.run(testEndpoint, { endpointId }, { as: administrator() });
    await house.run(deleteEndpoint, { endpointId }, { as: administrator() });
    expect(await deliverDue(house.runtime, send())).toBe(0);
    expect(await states()).toMatchObject([{ state: "dead" }]);
    expect((await house.ask(endpointsQuery, {}, { as: administrator() })).endpoints).toEqual([]);
  });

  it("keeps its secret sealed", async () => {
    const { endpointId, secret } = await makeEndpoint();
    const [row] = await house.rows("select secret_cipher from webhook_endpoints where id = $1", [endpointId]);
    expect(row?.secret_cipher.includes(Buffer.from(secret))).toBe(false);
    const entries = await house.rows("select leaf from audit_entries where kind = 'connections.endpoint.create'");
    expect(JSON.stringify(entries)).not.toContain(secret);
  });
});
