import "@/server/all";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { TEST_WEBHOOK_SECRET } from "@/sandbox/testing";
import { createPaymentCore } from "@/server/controls/adapters/payment-core";
import { expireMeasures } from "@/server/controls/terms";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { reportLoss } from "@/server/losses/commands/report-loss";
import { bindCard, desk, KNOWN } from "@/server/losses/testing";
import { type CoreHouse, openCoreHouse } from "./support/core-house";
import { dyingAt } from "./support/dying-at";
import { dyingRuntime, Killed, type Moment } from "./support/dying-runtime";

let bench: CoreHouse;
let way: ReturnType<typeof desk>;
beforeAll(async () => {
  bench = await openCoreHouse();
  way = desk(bench.house);
});
afterAll(() => bench.close());
afterEach(() => bench.client.behave("normal"));

const callOf = (account: MadeAccount) => ({
  principal: way.agent,
  input: { customerId: account.customerId, cause: "phone-lost", noticeAt: bench.house.clock.now(), checks: KNOWN },
  key: newId(),
  requestId: newId(),
});

/** Everything a gesture leaves about a customer, without ids. */
async function left({ customerId, accountId }: MadeAccount) {
  const { rows } = bench.house;
  return {
    reports: await rows("select state, verified from loss_reports where customer_id = $1", [customerId]),
    notices: await rows("select channel, verified from loss_notices where customer_id = $1", [customerId]),
    measures: await rows("select kind, scope, state from measures where account_id = $1 order by id", [accountId]),
    orders: await rows("select verb, state from core_instructions where account_id = $1 order by sequence", [
      accountId,
    ]),
    letters: await rows("select template from customer_letters where customer_id = $1", [customerId]),
    items: await rows("select kind, state from work_items where customer_id = $1 order by kind", [customerId]),
    protections: await rows("select p.kind from loss_protections p where p.account_id = $1 order by p.kind", [
      accountId,
    ]),
  };
}

describe("the gesture, killed", () => {
  it("at any statement leaves nothing at all, and sent again under its key leaves everything once", async () => {
    const account = await makeAccount(bench.house);
    await bindCard(bench.house, account);
    const call = callOf(account);
    const before = await bench.house.checksums();
    let deaths = 0;
    for (let nth = 1; ; nth += 1) {
      const { runtime, died } = dyingAt(bench.house.runtime, nth);
      const outcome = await execute(runtime, reportLoss, call).catch((error: unknown) => error);
      if (!died()) {
        expect(outcome).toMatchObject({ ok: true, result: { outcome: "protected", accounts: 1, cards: 1 } });
        break;
      }
      deaths += 1;
      expect([nth, await bench.house.checksums()]).toEqual([nth, before]);
    }
    expect(deaths).toBeGreaterThan(10);
    expect(await left(account)).toEqual({
      reports: [{ state: "protected", verified: true }],
      notices: [{ channel: "call", verified: true }],
      measures: [
        { kind: "freeze", scope: "debit", state: "instructed" },
        { kind: "freeze", scope: "card", state: "instructed" },
      ],
      orders: [
        { verb: "restrict", state: "queued" },
        { verb: "end-sessions", state: "queued" },
        { verb: "restrict", state: "queued" },
      ],
      letters: [{ template: "loss.protected" }],
      items: [
        { kind: "loss-report", state: "open" },
        { kind: "measure-review", state: "open" },
      ],
      protections: [{ kind: "card" }, { kind: "debit" }, { kind: "sessions" }],
    });
  }, 120_000);

  it.each<Moment>(["before", "after"])("%s its commit: the same call sent again stands once", async (moment) => {
    const account = await makeAccount(bench.house);
    const call = callOf(account);
    const { runtime } = dyingRuntime(bench.house.runtime, 1, moment);
    await expect(execute(runtime, reportLoss, call)).rejects.toBeInstanceOf(Killed);
    const again = await execute(bench.house.runtime, reportLoss, call);
    expect(again).toMatchObject({ ok: true, replayed: moment === "after" });
    expect((await left(account)).measures).toHaveLength(1);
    expect((await left(account)).letters).toHaveLength(1);
  });
});

describe("a core that is down", () => {
  it("keeps nobody waiting: the gesture stands at once, and is in force when the core is back", async () => {
    const account = await makeAccount(bench.house);
    const { id } = await way.reported(account.customerId);
    const [freeze] = await way.measures(account.accountId);
    const nowhere = createPaymentCore({ url: "http://127.0.0.1:9", secret: TEST_WEBHOOK_SECRET, timeoutMs: 200 });
    expect(await bench.deliver(freeze?.id ?? "", { core: nowhere })).toBe("unreachable");
    expect(await way.row(id)).toMatchObject({ state: "protected", in_force_at: null });
    bench.house.clock.set("2026-10-09T15:32:00+08:00");
    expect(await bench.deliver(freeze?.id ?? "", { attempt: 2 })).toBe("done");
    await bench.until(async () => (await way.row(id)).in_force_at !== null);
    expect((await bench.client.account(account.coreNumber)).effective).toMatchObject({ debit: true, credit: false });
  });
});

describe("an unverified caller's stop", () => {
  it("ends at its own minute and takes its report with it; a freeze beside it stays", async () => {
    bench.house.clock.set("2026-10-09T14:32:00+08:00");
    const stopped = await makeAccount(bench.house);
    const frozen = await makeAccount(bench.house);
    const { id } = await way.reported(stopped.customerId, { checks: [] });
    const kept = await way.reported(frozen.customerId);
    await way.answerAll(stopped);
    await way.answerAll(frozen);
    bench.house.clock.set("2026-10-10T02:31:59+08:00");
    await expireMeasures(bench.house.runtime, { requestId: "term" });
    expect((await way.row(id)).state).toBe("stopped");
    bench.house.clock.set("2026-10-10T02:32:00+08:00");
    await expireMeasures(bench.house.runtime, { requestId: "term" });
    await way.answerAll(stopped);
    expect((await way.row(id)).state).toBe("not-confirmed");
    bench.house.clock.set("2026-10-10T20:33:00+08:00");
    await expireMeasures(bench.house.runtime, { requestId: "term" });
    expect((await way.row(kept.id)).state).toBe("protected");
    expect(await way.measures(frozen.accountId)).toMatchObject([{ kind: "freeze", state: "in-force" }]);
  });
});
