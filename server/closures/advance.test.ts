import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/new-id";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { resumeClosures } from "./advance";
import { openAfterLoss } from "./commands/open-loss";
import { closingDoorQuery, closureDetailQuery } from "./queries";
import { bindClosingCard, closingRoad, restrict } from "./testing";

let house: House;
let road: ReturnType<typeof closingRoad>;
beforeAll(async () => {
  house = await openHouse();
  road = closingRoad(house);
});
afterAll(() => house.close());

const NOW = "2026-10-09T14:32:00+08:00";
const reset = () =>
  Object.assign(road.core, { availableMinor: 0n, heldMinor: 0n, inFlight: 0, standing: 0, silent: false });

describe("the worker", () => {
  it("stops at a measure that came between the yes and the closing, and says so to people", async () => {
    const account = await makeAccount(house);
    const id = await road.asked(account);
    await road.approve(id);
    await restrict(house, account, { source: "authority", secret: true });
    await road.work();
    expect(await road.stateOf(id)).toMatchObject({ state: "stopped", stop_cause: "remains" });
    expect(await road.verbs(account)).not.toContain("close");
    const [step] = (await house.ask(closureDetailQuery, { id }, { as: house.as("auditor") })).steps.slice(-1);
    expect(step).toMatchObject({ kind: "stopped", conditions: ["under-review"] });
    const items = await house.rows("select state from work_items where subject_id = $1 and kind = 'closure-stopped'", [
      id,
    ]);
    expect(items).toEqual([{ state: "open" }]);
    // What came may not be told of: neither is that something came.
    expect(await house.rows("select template from customer_letters where subject_id = $1", [id])).toEqual([]);
  });

  it("stops at money that came in, for a customer who clears his own balance", async () => {
    const account = await makeAccount(house);
    const id = await road.asked(account);
    await road.approve(id);
    road.core.availableMinor = 100n;
    await road.work();
    reset();
    expect(await road.stateOf(id)).toMatchObject({ state: "stopped", stop_cause: "remains" });
    expect(
      await house.rows("select template, params->'count' as count from customer_letters where subject_id = $1", [id]),
    ).toEqual([{ template: "closure.remaining", count: 1 }]);
  });

  it("returns what is left to the bound card before it closes, again where more came in, and not for ever", async () => {
    const account = await makeAccount(house);
    const breach = { kind: "breach", reason: "agreement-broken", identity: null } as const;
    road.core.availableMinor = 12_345n;
    expect(await road.ask(account, breach, house.as("compliance-officer"))).toMatchObject({
      code: "closures.closure.remains",
    });
    const cardId = await bindClosingCard(house, account);
    const id = await road.asked(account, breach);
    await road.approve(id);
    await road.work();
    expect(await road.stateOf(id)).toMatchObject({ state: "paying-out", rounds: 1 });
    const [order] = await house.rows<{ body: { target: string; amountMinor: string } }>(
      "select body from core_instructions where account_id = $1 and verb = 'pay-out'",
      [account.accountId],
    );
    expect(order?.body).toMatchObject({ target: cardId, amountMinor: "12345" });
    road.core.availableMinor = 55n;
    await road.answer(account);
    await road.work();
    road.core.availableMinor = 0n;
    await road.answer(account);
    await road.work();
    expect(await road.stateOf(id)).toMatchObject({ state: "closing", rounds: 2, paid: "12400" });
    await road.answer(account);
    expect(await road.accountState(account)).toBe("closed");
    expect(await road.verbs(account)).toEqual(["pay-out", "pay-out", "close"]);
    const endless = await makeAccount(house);
    await bindClosingCard(house, endless);
    road.core.availableMinor = 9n;
    const other = await road.asked(endless, breach);
    await road.approve(other);
    for (let round = 0; round < 4; round += 1) {
      await road.work();
      if ((await road.stateOf(other))?.state === "paying-out") await road.answer(endless);
    }
    reset();
    expect(await road.stateOf(other)).toMatchObject({ state: "stopped", stop_cause: "money-moves", rounds: 3 });
  });

  it("stops on the core's no, and closes nothing", async () => {
    const account = await makeAccount(house);
    const id = await road.asked(account);
    await road.approve(id);
    await road.work();
    await road.answer(account, "rejected", "balance_left");
    expect(await road.stateOf(id)).toMatchObject({ state: "stopped", stop_cause: "core-refused" });
    expect(await road.accountState(account)).toBe("open");
  });

  it("takes a step once, however often its news comes, and takes up what was lost", async () => {
    const account = await makeAccount(house);
    const id = await road.asked(account);
    await road.approve(id);
    road.core.silent = true;
    await expect(road.work()).rejects.toThrow("closures.look.unavailable");
    reset();
    const run = () => resumeClosures(house.runtime, road.core, { requestId: newId() });
    expect(await run()).toBe(0);
    house.clock.set("2026-10-09T14:45:00+08:00");
    await Promise.all([run(), run()]);
    house.clock.set(NOW);
    expect(await road.stateOf(id)).toMatchObject({ state: "closing" });
    expect(await road.verbs(account)).toEqual(["close"]);
    await road.answer(account);
    expect(await road.answer(account)).toMatchObject({ ok: false });
    expect(await road.stateOf(id)).toMatchObject({ state: "closed" });
  });
});

describe("after a loss", () => {
  it("asks people to close the account, pays what the loss held to a card bound before it, and ends the loss's hold with it", async () => {
    const account = await makeAccount(house);
    const reportId = newId();
    await house.rows(
      `insert into loss_reports (id, programme_id, legal_entity_id, number, customer_id, cause, state, verified, notice_at, reported_at, reported_by, call_back_state)
       select $1, programme_id, legal_entity_id, 'LR-T00002', id, 'phone-lost', 'closing', true, '2026-10-09T06:00:00Z', '2026-10-09T06:00:00Z', 'person:x', 'none'
       from customers where id = $2`,
      [reportId, account.customerId],
    );
    const measureId = await restrict(house, account, { source: "customer", reportId });
    await house.rows("update measures set state = 'in-force', in_force_at = instructed_at where id = $1", [measureId]);
    const told = { reportId, customerId: account.customerId, accountId: account.accountId };
    expect(await house.run(openAfterLoss, told, { as: house.system("system:worker") })).toMatchObject({ ok: true });
    const items = () =>
      house.rows("select state from work_items where subject_id = $1 and kind = 'closure-stopped'", [
        account.accountId,
      ]);
    expect(await items()).toEqual([{ state: "open" }]);
    expect(await house.ask(closingDoorQuery, { accountId: account.accountId }, { as: road.clerk })).toMatchObject({
      lossReportId: reportId,
    });
    Object.assign(road.core, { heldMinor: 800n });
    const after = { kind: "after-loss", reason: "loss-replaced", subjectId: reportId } as const;
    await bindClosingCard(house, account, "2026-10-09");
    expect(await road.ask(account, after)).toMatchObject({ code: "closures.closure.remains" });
    const card = await bindClosingCard(house, account, "2026-02-01");
    const id = await road.asked(account, after);
    expect(await items()).toEqual([{ state: "done" }]);
    await road.approve(id);
    await road.work();
    const [order] = await house.rows<{ body: { target: string; amountMinor: string } }>(
      "select body from core_instructions where account_id = $1 and verb = 'pay-out'",
      [account.accountId],
    );
    expect(order?.body).toMatchObject({ target: card, amountMinor: "800" });
    reset();
    await road.answer(account);
    await road.work();
    expect(await road.verbs(account)).toEqual(["restrict", "pay-out", "lift", "close"]);
    const [measure] = await house.rows("select state, release_reason_code from measures where id = $1", [measureId]);
    expect(measure).toEqual({ state: "release-instructed", release_reason_code: "replaced-and-closed" });
    // A loss closes the accounts it holds, and no other of its customer's.
    await house.rows("update measures set state = 'released', released_at = now() where id = $1", [measureId]);
    await house.rows("update closures set state = 'stopped', stop_cause = 'core-refused' where id = $1", [id]);
    expect(await road.ask(account, after)).toMatchObject({ code: "closures.closure.no-loss" });
    expect(await road.ask(await makeAccount(house), { ...after, subjectId: null })).toMatchObject({
      code: "closures.closure.no-loss",
    });
  });
});
