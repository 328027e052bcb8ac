import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/new-id";
import { enqueue } from "@/server/kernel/outbox";
import { inScope } from "@/server/kernel/scope";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { prepareLetter } from "@/server/letters/commands/prepare-letter";
import { deliverDispatch } from "@/server/letters/deliver";
import { tellCustomer } from "@/server/letters/public";
import { somebody } from "@/server/privacy/testing";
import { withdrawConsent } from "./commands/withdraw-consent";
import { marketingOff, mayMarket, withdrawConsents } from "./public";
import { customerConsentsQuery, eventsList } from "./queries";
import { published, says } from "./testing";

let house: House;
let versionId: string;

beforeAll(async () => {
  house = await openHouse();
  versionId = await published(house);
});
afterAll(() => house?.close());
beforeEach(() => house.clock.set("2026-10-09T15:00:00+08:00"));

const worker = () => house.system("system:worker");
const may = (customerId: string, channel: "sms" | "push" | "page") =>
  inScope(house.runtime, worker(), "read", async (scope) => ({
    keep: false,
    value: await mayMarket(scope, customerId, channel),
  }));
const events = (customerId: string) =>
  house.rows<{ change: string; purpose: string; request_id: string | null }>(
    "select change, purpose, request_id from consent_events where customer_id = $1 order by recorded_at, purpose",
    [customerId],
  );

describe("consents", () => {
  it("are asked before marketing, and end in the transaction of the withdrawal", async () => {
    const { customerId } = await makeAccount(house);
    expect(await may(customerId, "sms")).toBe(false);
    expect(await says(house, { customerId, policyVersionId: versionId })).toMatchObject({ ok: true });
    expect([await may(customerId, "sms"), await may(customerId, "push")]).toEqual([true, false]);
    const requestId = newId();
    const inside = await inScope(house.runtime, house.as("privacy-officer"), "write", async (scope) => {
      const done = await withdrawConsents(scope, { customerId, purposes: "all-optional", requestId });
      return { keep: true, value: { done: done.withdrawn, may: await mayMarket(scope, customerId, "sms") } };
    });
    expect(inside).toEqual({ done: ["marketing-sms"], may: false });
    expect(await may(customerId, "sms")).toBe(false);
    expect(await events(customerId)).toEqual([
      { change: "given", purpose: "marketing-sms", request_id: null },
      { change: "withdrawn", purpose: "marketing-sms", request_id: requestId },
    ]);
  });

  it("are not taken from a minor, nor used once it shows that he is one", async () => {
    const { customerId } = await somebody(house, { bornOn: "2009-05-01" });
    expect(await says(house, { customerId, policyVersionId: versionId })).toMatchObject({
      code: "consents.consent.minor",
    });
    expect(await says(house, { customerId, policyVersionId: versionId }, { change: "refused" })).toMatchObject({
      ok: true,
    });
    const grown = await somebody(house, { bornOn: "2008-10-09" });
    expect(await says(house, { customerId: grown.customerId, policyVersionId: versionId })).toMatchObject({ ok: true });
    expect(await may(grown.customerId, "sms")).toBe(true);
    await house.rows("update consent_states set change = 'given' where customer_id = $1", [customerId]);
    expect(await may(customerId, "sms")).toBe(false);
  });

  it("stay where a withdrawal is rolled back", async () => {
    const { customerId } = await makeAccount(house);
    await says(house, { customerId, policyVersionId: versionId });
    await inScope(house.runtime, worker(), "write", async (scope) => {
      await withdrawConsents(scope, { customerId, purposes: "all-optional", requestId: null });
      return { keep: false, value: null };
    });
    expect(await may(customerId, "sms")).toBe(true);
  });

  it("are only ever added to", async () => {
    await expect(house.rows("update consent_events set change = 'given'")).rejects.toThrow();
    await expect(house.rows("delete from consent_events")).rejects.toThrow();
  });

  it("of marketing end by channel, and what was never given is not asked for again soon", async () => {
    const { customerId } = await makeAccount(house);
    const off = (channels: readonly ("sms" | "push" | "page")[]) =>
      inScope(house.runtime, worker(), "write", async (scope) => {
        const done = await marketingOff(scope, { customerId, channels, requestId: null });
        return { keep: true, value: done.withdrawn };
      });
    expect(await off(["sms"])).toEqual(["marketing-sms"]);
    expect(await off(["sms"])).toEqual([]);
    expect(await off(["sms", "push", "page"])).toEqual(["marketing-push", "marketing-page", "automated-marketing"]);
    expect(await says(house, { customerId, policyVersionId: versionId })).toMatchObject({
      code: "consents.consent.asked-too-soon",
    });
    expect(await says(house, { customerId, policyVersionId: versionId }, { asked: false })).toMatchObject({ ok: true });
    expect(await may(customerId, "sms")).toBe(true);
  });

  it("said before what is known change nothing", async () => {
    const { customerId } = await makeAccount(house);
    await says(house, { customerId, policyVersionId: versionId });
    await house.run(
      withdrawConsent,
      { customerId, purposes: ["marketing-sms"], channel: "phone", reason: "customer-asked" },
      { as: house.as("customer-service") },
    );
    await says(house, { customerId, policyVersionId: versionId }, { asked: false, at: "2026-10-01T09:00:00+08:00" });
    expect(await may(customerId, "sms")).toBe(false);
  });

  it("of another programme are not found, and read by nobody there", async () => {
    const { customerId } = await makeAccount(house, { programme: MALL });
    await expect(says(house, { customerId, policyVersionId: versionId })).rejects.toMatchObject({
      category: "not-found",
    });
    const own = await makeAccount(house);
    await says(house, { customerId: own.customerId, policyVersionId: versionId });
    const as = house.as("auditor", { programme: MALL });
    await expect(house.ask(customerConsentsQuery, { customerId: own.customerId }, { as })).rejects.toMatchObject({
      category: "not-found",
    });
    const list = { filters: {}, sort: "recordedAt" as const, order: "desc" as const, limit: 50 };
    expect((await house.ask(eventsList, list, { as })).rows).toEqual([]);
    expect((await house.ask(eventsList, list, { as: house.as("auditor") })).rows.length).toBeGreaterThan(0);
  });

  it("are refused to who has no right to enter them, and for a proof that is another's", async () => {
    const { customerId } = await makeAccount(house);
    const input = {
      customerId,
      purposes: "all-optional" as const,
      channel: "app" as const,
      reason: "customer-asked" as const,
    };
    expect(await house.run(withdrawConsent, input, { as: house.as("auditor") })).toMatchObject({
      code: "kernel.permission.denied",
    });
    expect(await house.run(withdrawConsent, input, { as: house.as("customer-service") })).toMatchObject({
      code: "consents.consent.not-given",
    });
    await expect(
      says(house, { customerId, policyVersionId: versionId }, { evidenceId: newId() }),
    ).rejects.toMatchObject({
      category: "not-found",
    });
  });

  it("are shown purpose by purpose, with the day from which one may ask", async () => {
    const { customerId } = await makeAccount(house);
    await says(
      house,
      { customerId, policyVersionId: versionId },
      { change: "refused", purposes: ["marketing-push", "call-recording"] },
    );
    const shown = await house.ask(customerConsentsQuery, { customerId }, { as: house.as("customer-service") });
    const of = (purpose: string) => shown.purposes.find((one) => one.purpose === purpose);
    expect(of("payment-service")).toMatchObject({ covered: true, need: "core" });
    expect(of("marketing-push")).toMatchObject({
      covered: false,
      change: "refused",
      askFrom: "2027-04-06T16:00:00.000Z",
    });
    expect(shown.versions.map(({ id }) => id)).toContain(versionId);
    expect(shown.events).toHaveLength(2);
  });
});

describe("an offer", () => {
  it("goes by the channels agreed to, and not after a no in between", async () => {
    const { customerId } = await makeAccount(house);
    await says(
      house,
      { customerId, policyVersionId: versionId },
      { purposes: ["marketing-page", "marketing-push"], asked: false },
    );
    const offer = async () => {
      const letter = await inScope(house.runtime, worker(), "write", async (scope) => {
        const told = await tellCustomer(scope, {
          customerId,
          template: "marketing.offer",
          params: {},
          subject: { type: "offer", id: newId() },
        });
        await enqueue(scope.tx, scope.actor, told.events);
        return { keep: true, value: told.audit[0]?.subject.id ?? "" };
      });
      const made = await house.run(prepareLetter, { letterId: letter }, { as: worker() });
      if (!made.ok) throw new Error(made.code);
      return { letter, dispatches: made.result.dispatches };
    };
    const first = await offer();
    expect(first.dispatches.map(({ channel }) => channel)).not.toContain("sms");
    await inScope(house.runtime, worker(), "write", async (scope) => {
      await marketingOff(scope, { customerId, channels: ["push", "page"], requestId: null });
      return { keep: true, value: null };
    });
    const messenger = { handOver: () => Promise.reject(new Error("nothing may be sent")) };
    for (const { id, channel } of first.dispatches.filter((one) => one.channel !== "page")) {
      const context = {
        runtime: house.runtime,
        principal: worker(),
        eventId: newId(),
        attempt: 1,
        requestId: newId(),
        signal: AbortSignal.timeout(60_000),
      };
      await deliverDispatch(context, id, messenger);
      const [row] = await house.rows<{ state: string; problem: string }>(
        "select state, problem from letter_dispatches where id = $1",
        [id],
      );
      expect([channel, row]).toEqual([channel, { state: "refused", problem: "unwanted" }]);
    }
    const second = await offer();
    expect(second.dispatches).toEqual([]);
    expect(await house.rows("select from work_items where subject_id = $1", [second.letter])).toEqual([]);
  });
});
