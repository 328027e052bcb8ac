import "@/server/all";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Runtime } from "@/server/kernel/runtime";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { receiveMessage } from "@/server/orders/electronic/http";
import { watchElectronicOrders } from "@/server/orders/electronic/watch";
import { dyingRuntime, type Moment } from "./support/dying-runtime";
import { AUTHORITY, CASE, PLATFORM_SECRET } from "./support/platform-house";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => house.clock.set("2026-10-09T02:10:00+08:00"));

let messages = 0;

/** A signed message of the platform, as its bytes. */
function signed(message: Readonly<Record<string, unknown>>) {
  messages += 1;
  const messageId = `killed-${String(messages).padStart(6, "0")}`;
  const body = JSON.stringify({
    messageId,
    programme: "pay",
    caseNumber: CASE,
    authority: AUTHORITY,
    issuedAt: house.clock.now(),
    ...message,
  });
  const now = new Date();
  const headers = new Headers({
    "webhook-id": messageId,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
    "webhook-signature": new Webhook(PLATFORM_SECRET).sign(messageId, now, body),
  });
  return { messageId, received: { headers, body, requestId: "killed" } };
}
type Signed = ReturnType<typeof signed>;

const take = (runtime: Runtime, { received }: Signed) => receiveMessage(runtime, [PLATFORM_SECRET], received);
const stopOf = (account: MadeAccount) =>
  signed({ act: "stop", target: { accountNumber: account.coreNumber }, extent: { scope: "all" }, hours: 48 });
const watch = () => watchElectronicOrders({ runtime: house.runtime, requestId: "watch" }, undefined);

/** Everything one message leaves, without ids. */
async function left({ messageId }: Signed, { accountId }: MadeAccount) {
  const ofOrder = "(select id from electronic_orders where message_id = $1)";
  const ofMeasure = "(select id from measures where account_id = $1)";
  return {
    orders: await house.rows("select state, problem from electronic_orders where message_id = $1", [messageId]),
    answers: await house.rows(
      `select kind, code, final from electronic_answers where electronic_order_id in ${ofOrder} order by sequence`,
      [messageId],
    ),
    items: await house.rows(`select kind, state from work_items where subject_id in ${ofOrder}`, [messageId]),
    measures: await house.rows("select kind, state from measures where account_id = $1", [accountId]),
    instructions: await house.rows(
      `select verb, state from core_instructions where measure_id in ${ofMeasure} order by sequence`,
      [accountId],
    ),
    entries: await house.rows(
      `select kind, count(*)::int as n from audit_entries where outcome = 'committed'
         and subject_id in (select id::text from electronic_orders where message_id = $1) group by 1 order by 1`,
      [messageId],
    ),
  };
}

describe("the console killed at a commit of taking a message in", () => {
  it.each<Moment>(["before", "after"])(
    "%s it: the order is carried out once, and none is left over",
    async (moment) => {
      const calm = await makeAccount(house);
      const first = stopOf(calm);
      expect(await take(house.runtime, first)).toMatchObject({ status: 200, body: { state: "executed" } });
      const meant = await left(first, calm);
      expect(meant).toMatchObject({ measures: [{ kind: "stop", state: "instructed" }] });
      let deaths = 0;
      for (let nth = 1; ; nth += 1) {
        house.clock.set("2026-10-09T02:10:00+08:00");
        const account = await makeAccount(house);
        const message = stopOf(account);
        const { runtime, died } = dyingRuntime(house.runtime, nth, moment);
        const answered = await take(runtime, message);
        if (!died()) {
          expect(answered).toMatchObject({ status: 200, body: { state: "executed" } });
          break;
        }
        deaths += 1;
        const kept = await house.rows("select from electronic_orders where message_id = $1", [message.messageId]);
        // Nothing was kept: the platform, which heard nothing good, sends it again. What was kept needs nobody.
        if (kept.length === 0) await take(house.runtime, message);
        house.clock.set("2026-10-09T02:11:00+08:00");
        await watch();
        expect(await watch()).toBe(0);
        expect([nth, await left(message, account)]).toEqual([nth, meant]);
        expect(await take(house.runtime, message)).toMatchObject({ status: 200, body: { state: "executed" } });
        expect([nth, await left(message, account)]).toEqual([nth, meant]);
      }
      expect(deaths).toBeGreaterThanOrEqual(2);
    },
  );
});

describe("a message and everything else at once", () => {
  it("two workers and the request: one measure", async () => {
    const account = await makeAccount(house);
    const message = stopOf(account);
    await Promise.all([take(house.runtime, message), take(house.runtime, message), watch(), watch()]);
    house.clock.set("2026-10-09T02:11:00+08:00");
    await Promise.all([watch(), watch()]);
    const { measures, orders } = await left(message, account);
    expect([measures, orders]).toEqual([
      [{ kind: "stop", state: "instructed" }],
      [{ state: "executed", problem: null }],
    ]);
  });

  it("a release and its order, whichever comes first: nothing is held in the end", async () => {
    for (let round = 0; round < 6; round += 1) {
      const account = await makeAccount(house);
      const stop = stopOf(account);
      const release = signed({ act: "release", order: stop.messageId });
      await Promise.all([take(house.runtime, stop), take(house.runtime, release)]);
      house.clock.set("2026-10-09T02:11:00+08:00");
      await watch();
      house.clock.set("2026-10-09T02:10:00+08:00");
      const { measures, orders } = await left(stop, account);
      const ending = await house.rows("select lift_reason_code from measures where account_id = $1", [
        account.accountId,
      ]);
      const dropped = measures.length === 0 && orders[0]?.state === "refused";
      expect(dropped || ending[0]?.lift_reason_code === "order-release").toBe(true);
    }
  });
});
