import "@/server/all";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PaperInput } from "@/domain/orders/schema";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { refuseOrder } from "./commands/refuse-order";
import { receiveMessage } from "./electronic/http";
import { moveQueues, ordersHandlers } from "./handlers";
import { counter, paperFor } from "./testing";

let house: House;
let desk: ReturnType<typeof counter>;
let account: MadeAccount;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set("2026-10-09T14:32:00+08:00");
  desk = counter(house);
  account = await makeAccount(house, { balanceMinor: 10_000n });
});

const HOURS = { unit: "hours", count: 48 } as const;
const STOP = { act: "stop", basis: "fraud-stop", term: HOURS } as const;
const SECRET = { basis: "terror-freeze", term: { unit: "months", count: 2 } } as const;
const COURT = { authority: "court", authorityName: "示例市人民法院", caseNumber: "（2026）示执1号" } as const;
const DEDUCT = { ...COURT, act: "deduct", basis: "enforcement", term: null } as const;
const SUM = { extent: { scope: "amount", amountMinor: 100n } } as const;
const release = (aboutId: string, more: Partial<PaperInput> = {}) =>
  ({ act: "release", term: null, aboutId, targetName: "", ...more }) as const;
const lead = () => house.as("compliance-lead");

describe("what a secret order leaves behind", () => {
  it("is no gap in the numbers of the others", async () => {
    const first = await desk.given(account);
    const secret = await desk.given(await makeAccount(house), SECRET, lead());
    const next = await desk.given(await makeAccount(house));
    const count = ({ number }: { number: string }) => Number(number.slice(3));
    expect(secret.number).toMatch(/^AS-/);
    expect(count(next)).toBe(count(first) + 1);
  });

  it("is no ground to refuse a deduction, whoever takes it in", async () => {
    await desk.given(account, SECRET, lead());
    for (const as of [desk.officer, lead()]) {
      expect(await desk.given(account, { ...DEDUCT, ...SUM }, as)).toMatchObject({ state: "registered" });
    }
  });

  it("is no open paper about it: one on another basis is refused, and the attempt is kept behind the wall", async () => {
    const secret = await desk.given(account, SECRET, lead());
    await desk.confirm(secret.orderId);
    const open = release(secret.orderId, { ...COURT, basis: "civil" });
    expect(await desk.take(account, open, lead())).toBe("orders.order.basis-differs");
    const paper = paperFor(account, house.clock.now(), { ...open, officers: [] });
    expect(await house.run(refuseOrder, { paper, seen: [] }, { as: lead() })).toMatchObject({
      code: "orders.order.basis-differs",
    });
    const told = await house.rows("select kind from audit_entries where subject_id = $1 and log like '%.general'", [
      secret.orderId,
    ]);
    expect(told).toEqual([]);
    // The officer, who may not know of it, hears what he would of any id.
    expect(await desk.take(account, open)).toBe("orders.ground.no-such-order");
    const court = await desk.given(account, { ...open, basis: "terror-freeze" }, lead());
    expect(await desk.orderOf(court.orderId)).toMatchObject({ clearance: "suspicion", state: "executed" });
  });

  it("takes hold at once when an officer who may not know of it releases what it waited for", async () => {
    const open = await desk.given(account);
    await desk.confirm(open.orderId);
    const secret = await desk.given(account, SECRET, lead());
    expect(secret.state).toBe("queued");
    await desk.given(account, release(open.orderId));
    for (const { topic, run } of ordersHandlers) {
      for (const job of await house.jobs(topic)) {
        const principal = { kind: "system", name: "system:worker", programmeId: job.programmeId } as const;
        const signal = new AbortController().signal;
        const context = {
          runtime: house.runtime,
          principal,
          eventId: job.eventId,
          attempt: 1,
          requestId: newId(),
          signal,
        };
        await run(context, job.payload);
      }
    }
    expect(await desk.orderOf(secret.orderId)).toMatchObject({ state: "registered" });
  });
});

describe("a paper that comes again", () => {
  it("releases nothing twice, before the core has confirmed and after", async () => {
    const order = await desk.given(account);
    await desk.confirm(order.orderId);
    await desk.given(account, release(order.orderId));
    expect(await desk.take(account, release(order.orderId))).toBe("orders.ground.already-ended");
    const paper = paperFor(account, house.clock.now(), release(order.orderId));
    expect(await house.run(refuseOrder, { paper, seen: [] }, { as: desk.officer })).toMatchObject({
      result: { grounds: ["already-ended"] },
    });
  });

  it("releases an order the core has not confirmed once", async () => {
    const order = await desk.given(account);
    await desk.given(account, release(order.orderId));
    expect(await desk.take(account, release(order.orderId))).toBe("orders.ground.already-ended");
  });

  it("may be about two freezes of one account, each once", async () => {
    const sum = { extent: { scope: "amount", amountMinor: 10n } } as const;
    const first = await desk.given(account, { ...sum, ...STOP });
    const second = await desk.given(account, { ...sum, ...STOP });
    const both = { documentNumber: "示公解〔2026〕9号" };
    expect(await desk.given(account, release(first.orderId, both))).toMatchObject({ state: "executed" });
    expect(await desk.given(account, release(second.orderId, both))).toMatchObject({ state: "executed" });
    expect(await desk.take(account, release(second.orderId, both))).toBe("orders.order.twice");
  });

  it("takes no earlier place in the queue than its own date", async () => {
    const early = { receivedAt: "2026-10-08T06:00:00.000Z" };
    expect(await desk.take(account, early)).toBe("orders.order.before-document");
    expect(await desk.given(account, { ...early, documentOn: "2026-10-08" })).toMatchObject({ state: "registered" });
  });

  it("renews once, whoever presses twice", async () => {
    const order = await desk.given(account, STOP);
    await desk.confirm(order.orderId);
    const renewal = {
      ...STOP,
      act: "renew",
      aboutId: order.orderId,
      targetName: "",
      documentNumber: "示公续1号",
    } as const;
    const pressed = await Promise.all([
      desk.take(account, renewal),
      desk.take(account, renewal, house.as("compliance-officer", { second: true })),
    ]);
    expect(pressed.filter((one) => typeof one === "string")).toEqual(["orders.order.twice"]);
    expect(await desk.orderOf(order.orderId)).toMatchObject({ renewals: 1 });
  });

  it("may ask about several customers, each once, and about a closed account", async () => {
    const disclosure = { data: ["accounts" as const], from: null, to: null };
    const query = { act: "query", basis: "query", term: null, disclosure, documentNumber: "示公查1号" } as const;
    const whole = (one: MadeAccount) => ({ ...query, target: "customer", targetName: one.customerNumber }) as const;
    const other = await makeAccount(house);
    await desk.given(account, whole(account));
    expect(await desk.given(other, whole(other))).toMatchObject({ state: "registered" });
    expect(await desk.take(account, whole(account))).toBe("orders.order.twice");
    const closed = await makeAccount(house);
    await house.pool.query("update accounts set status = 'closed' where id = $1", [closed.accountId]);
    expect(await desk.given(closed, query)).toMatchObject({ state: "registered" });
    expect(await desk.take(closed)).toBe("orders.ground.target-unknown");
  });
});

describe("stops of one case on one account", () => {
  it("are three in all, each on a paper of its own or not", async () => {
    for (const day of ["09", "11", "13"]) {
      house.clock.set(`2026-10-${day}T14:32:00+08:00`);
      expect(await desk.given(account, STOP)).toMatchObject({ state: "registered" });
    }
    house.clock.set("2026-10-15T14:32:00+08:00");
    expect(await desk.take(account, STOP)).toBe("orders.ground.renewed-enough");
    expect(await desk.given(account, { ...STOP, caseNumber: "示公经字〔2026〕2号" })).toMatchObject({
      state: "registered",
    });
    const paper = paperFor(account, house.clock.now(), STOP);
    expect(await house.run(refuseOrder, { paper, seen: [] }, { as: desk.officer })).toMatchObject({
      result: { grounds: ["renewed-enough"] },
    });
  });
});

describe("a freeze of the platform and one on paper", () => {
  const KEY = `whsec_${Buffer.from("platform-key-of-the-tests").toString("base64")}`;
  let messages = 0;
  const tell = async (said: object) => {
    messages += 1;
    const messageId = `attacks-${String(messages).padStart(4, "0")}`;
    const office = { programme: "pay", caseNumber: "样案2026-0009", authority: "示例市公安局" };
    const body = JSON.stringify({ messageId, ...office, issuedAt: house.clock.now(), ...said });
    const now = new Date();
    const headers = new Headers({
      "webhook-id": messageId,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
      "webhook-signature": new Webhook(KEY).sign(messageId, now, body),
    });
    expect(await receiveMessage(house.runtime, [KEY], { headers, body, requestId: "test" })).toMatchObject({
      body: { state: "executed" },
    });
    return messageId;
  };
  const frozen = async () => {
    const target = { accountNumber: account.accountNumber };
    const message = await tell({ act: "freeze", target, extent: { scope: "all" }, term: { until: "2026-12-31" } });
    await house.pool.query(
      "update measures set state = 'in-force', in_force_at = instructed_at where account_id = $1",
      [account.accountId],
    );
    const waiting = await desk.given(account, { ...COURT, basis: "civil", term: { unit: "years", count: 1 } });
    expect(waiting.state).toBe("queued");
    return { message, waiting };
  };
  const verbs = async () =>
    (
      await house.rows<{ verb: string }>("select verb from core_instructions where account_id = $1 order by sequence", [
        account.accountId,
      ])
    ).map(({ verb }) => verb);

  it("leave nothing between them when the platform releases", async () => {
    const { message, waiting } = await frozen();
    await tell({ act: "release", order: message });
    expect(await desk.orderOf(waiting.orderId)).toMatchObject({ state: "registered" });
    expect(await verbs()).toEqual(["restrict", "restrict", "lift"]);
  });

  it("leave nothing between them when its term ends", async () => {
    const { waiting } = await frozen();
    house.clock.set("2026-12-31T23:59:00+08:00");
    const signal = new AbortController().signal;
    expect(await moveQueues({ runtime: house.runtime, requestId: "queue-platform", signal })).toBe(1);
    expect(await desk.orderOf(waiting.orderId)).toMatchObject({
      state: "registered",
      starts_at: new Date("2027-01-01T00:00:00+08:00"),
    });
  });
});
