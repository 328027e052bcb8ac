import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount, makePerson } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { expireClosure } from "./commands/expire-closure";
import { requestClosure } from "./commands/request-closure";
import { tellRemainingCommand } from "./commands/tell-remaining";
import { withdrawClosure } from "./commands/withdraw-closure";
import { registerClosureCondition } from "./conditions";
import { lookToClose } from "./looking";
import { closureDetailQuery, closureFigures, closuresList } from "./queries";
import { closingRoad, restrict } from "./testing";

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

const lookFor = (account: MadeAccount, as = road.clerk, kind: "by-customer" | "breach" = "by-customer") =>
  lookToClose(house.runtime, road.core, as, { accountId: account.accountId, kind, subjectId: null });
const remainingOf = async (account: MadeAccount, as = road.clerk) => {
  const looked = await lookFor(account, as);
  if (!looked.ok) throw new Error(looked.code);
  return looked.value.remaining;
};

describe("a closing the customer asks for", () => {
  it("goes from the wish by a second person to the core, and is closed on the core's word alone", async () => {
    const account = await makeAccount(house);
    const id = await road.asked(account);
    expect(await road.work()).toBe(0);
    expect(await road.approve(id)).toMatchObject({ ok: true });
    expect(await road.stateOf(id)).toMatchObject({ state: "approved" });
    expect(await road.work()).toBe(1);
    expect(await road.stateOf(id)).toMatchObject({ state: "closing" });
    expect(await road.accountState(account)).toBe("open");
    expect(await road.answer(account)).toMatchObject({ ok: true });
    expect(await road.stateOf(id)).toMatchObject({ state: "closed" });
    expect(await road.accountState(account)).toBe("closed");
    expect(await road.verbs(account)).toEqual(["close"]);
    const told = await house.rows("select template from customer_letters where subject_id = $1", [id]);
    expect(told).toEqual([{ template: "closure.done" }]);
    const detail = await house.ask(closureDetailQuery, { id }, { as: house.as("auditor") });
    expect(detail.steps.map(({ kind }) => kind)).toEqual(["requested", "agreed", "closing", "closed"]);
    expect(detail).toMatchObject({ note: "客户来电申请销户", identity: "registered-phone", state: "closed" });
    expect((await road.ask(account)) as object).toMatchObject({ code: "closures.closure.account-closed" });
  });

  it("is one at a time, and a double click asks once", async () => {
    const account = await makeAccount(house);
    const key = newId();
    const first = await road.ask(account, {}, road.clerk, key);
    expect(first).toMatchObject({ ok: true });
    const token = await road.tokenFor(account.accountId, road.clerk);
    const again = {
      accountId: account.accountId,
      kind: "by-customer",
      reason: "customer-wish",
      identity: "counter",
      subjectId: null,
      note: "再申请",
    } as const;
    expect(await house.run(requestClosure, { ...again, token }, { as: road.clerk })).toMatchObject({
      code: "closures.closure.already-open",
    });
    const rows = await house.rows("select id from closures where account_id = $1", [account.accountId]);
    expect(rows).toHaveLength(1);
  });

  it("is nobody's own to agree with, and not for who has not the right", async () => {
    const both = await makePerson(house, { roles: ["customer-service", "team-lead"] });
    const account = await makeAccount(house);
    const outcome = await road.ask(account, {}, both);
    const id = outcome.ok ? outcome.result.id : "";
    expect(await road.approve(id, both)).toMatchObject({ code: "approvals.approval.self" });
    expect(await road.ask(await makeAccount(house), {}, house.as("compliance-officer"))).toMatchObject({ ok: true });
    await expect(road.ask(await makeAccount(house), {}, house.as("auditor"))).rejects.toThrow("forbidden");
  });

  it("is refused, taken back or runs out, and may be asked for again", async () => {
    const account = await makeAccount(house);
    const first = await road.asked(account);
    expect(await road.reject(first)).toMatchObject({ ok: true });
    expect(await road.stateOf(first)).toMatchObject({ state: "refused" });
    const second = await road.asked(account);
    expect(await house.run(withdrawClosure, { id: second }, { as: house.as("compliance-officer") })).toMatchObject({
      ok: false,
    });
    expect(await house.run(withdrawClosure, { id: second }, { as: road.clerk })).toMatchObject({ ok: true });
    expect(await road.stateOf(second)).toMatchObject({ state: "withdrawn" });
    const third = await road.asked(account);
    const [row] = await house.rows<{ approval_id: string }>("select approval_id from closures where id = $1", [third]);
    const run = () =>
      house.run(expireClosure, { approvalId: row?.approval_id ?? "" }, { as: house.system("system:worker") });
    expect(await run()).toMatchObject({ ok: false });
    house.clock.set("2026-10-13T14:32:00+08:00");
    expect(await run()).toMatchObject({ ok: true });
    house.clock.set(NOW);
    expect(await road.stateOf(third)).toMatchObject({ state: "withdrawn" });
  });

  it("is not found from another programme, and proves nothing with another's look", async () => {
    const account = await makeAccount(house);
    const strangers = house.as("customer-service", { programme: MALL });
    await expect(road.ask(account, {}, strangers)).rejects.toThrow("not-found");
    const other = await makeAccount(house);
    const base = {
      kind: "by-customer",
      reason: "customer-wish",
      identity: "counter",
      subjectId: null,
      note: "申请",
    } as const;
    const run = (token: string) =>
      house.run(requestClosure, { ...base, accountId: account.accountId, token }, { as: road.clerk });
    expect(await run(await road.tokenFor(other.accountId, road.clerk))).toMatchObject({
      code: "closures.look.foreign",
    });
    expect(await run(await road.tokenFor(account.accountId, road.lead))).toMatchObject({
      code: "closures.look.foreign",
    });
    expect(await run("x.y")).toMatchObject({ code: "closures.look.foreign" });
    const token = await road.tokenFor(account.accountId, road.clerk);
    house.clock.set("2026-10-09T14:35:00+08:00");
    expect(await run(token)).toMatchObject({ code: "closures.look.stale" });
    house.clock.set(NOW);
    const id = await road.asked(account);
    await expect(
      house.ask(closureDetailQuery, { id }, { as: house.as("auditor", { programme: MALL }) }),
    ).rejects.toThrow("not-found");
  });
});

describe("what remains", () => {
  it.each([
    ["balance", { availableMinor: 1n }],
    ["held-money", { heldMinor: 7n }],
    ["in-flight", { inFlight: 1 }],
    ["standing", { standing: 2 }],
  ])("keeps the account open: %s at the core", async (code, told) => {
    const account = await makeAccount(house);
    Object.assign(road.core, told);
    expect(await remainingOf(account)).toMatchObject([{ code }]);
    expect(await road.ask(account)).toMatchObject({ code: "closures.closure.remains", params: { count: 1 } });
    reset();
    expect(await road.ask(account)).toMatchObject({ ok: true });
  });

  it("keeps the account open: a measure, with the way to it, and nothing more of one that may not be told", async () => {
    const plain = await makeAccount(house);
    const measureId = await restrict(house, plain);
    expect(await remainingOf(plain)).toMatchObject([{ code: "live-measure", href: `/controls/${measureId}` }]);
    expect(await road.ask(plain)).toMatchObject({ code: "closures.closure.remains" });
    const hidden = await makeAccount(house);
    await restrict(house, hidden, { source: "authority", secret: true });
    const shown = await remainingOf(hidden);
    expect(shown).toEqual([
      { code: "under-review", number: null, href: null, count: null, minor: null, currency: null },
    ]);
    expect(await remainingOf(hidden, house.as("compliance-lead"))).toEqual(shown);
  });

  it("keeps the account open: a report of loss, and whatever another desk enters", async () => {
    const account = await makeAccount(house);
    const reportId = newId();
    await house.rows(
      `insert into loss_reports (id, programme_id, legal_entity_id, number, customer_id, cause, state, verified, notice_at, reported_at, reported_by, call_back_state)
       select $1, programme_id, legal_entity_id, 'LR-T00001', id, 'phone-lost', 'protected', true, now(), now(), 'person:x', 'none' from customers where id = $2`,
      [reportId, account.customerId],
    );
    expect(await remainingOf(account)).toMatchObject([{ code: "loss-report", href: `/losses/${reportId}` }]);
    const other = await makeAccount(house);
    const subject = { type: "complaint", id: newId(), number: "CP-000001" };
    const takeOut = registerClosureCondition({
      code: "double",
      check: async (_, { accountId }) =>
        accountId === other.accountId ? [{ code: "complaint", subject, count: null, minor: null, currency: null }] : [],
    });
    expect(await remainingOf(other)).toMatchObject([{ code: "complaint", number: "CP-000001", href: null }]);
    expect(await road.ask(other)).toMatchObject({ code: "closures.closure.remains" });
    takeOut();
    expect(await road.ask(other)).toMatchObject({ ok: true });
  });

  it("says so when the core is silent, and asks for nothing meanwhile", async () => {
    const account = await makeAccount(house);
    road.core.silent = true;
    const looked = await lookFor(account);
    expect(looked).toMatchObject({
      ok: true,
      value: { token: null, look: null, remaining: [{ code: "core-silent" }] },
    });
    await expect(road.ask(account)).rejects.toThrow("closures.look.unavailable");
    reset();
  });

  it("is looked at again by the second person: what moved is shown anew, what remains refuses", async () => {
    const account = await makeAccount(house);
    const id = await road.asked(account);
    const seen = await road.look(id);
    road.core.availableMinor = 5n;
    const moved = await road.look(id);
    expect(moved.seenDigest).not.toBe(seen.seenDigest);
    expect(await road.approve(id)).toMatchObject({ code: "closures.closure.remains" });
    reset();
    await house.stepUp(road.lead);
    expect(await road.approve(id)).toMatchObject({ ok: true });
  });
});

describe("lists and figures", () => {
  it("show what is under way, to who may see it", async () => {
    const account = await makeAccount(house);
    const id = await road.asked(account);
    const page = await house.ask(closuresList, { filters: { account: account.accountId } }, { as: road.lead });
    expect(page.rows).toMatchObject([{ id, state: "requested", kind: "by-customer" }]);
    expect(await house.ask(closureFigures, {}, { as: road.lead })).toMatchObject({ underWay: expect.any(Number) });
    await expect(house.ask(closuresList, { filters: {} }, { as: house.as("administrator") })).rejects.toThrow(
      "forbidden",
    );
  });
});

describe("what remains, told to the customer", () => {
  const tell = async (account: MadeAccount, as = road.clerk) =>
    house.run(
      tellRemainingCommand,
      { accountId: account.accountId, identity: "registered-phone", token: await road.tokenFor(account.accountId, as) },
      { as },
    );
  const told = (account: MadeAccount) =>
    house.rows("select template, params->'count' as count from customer_letters where customer_id = $1", [
      account.customerId,
    ]);

  it("is how many things he sees to himself, before he can ask", async () => {
    const account = await makeAccount(house);
    Object.assign(road.core, { availableMinor: 500n, standing: 2 });
    const outcome = await tell(account);
    reset();
    expect(outcome).toMatchObject({ ok: true, result: { count: 2 } });
    expect(await told(account)).toEqual([{ template: "closure.remaining", count: 2 }]);
  });

  it("is never what may not be told, nor where nothing remains", async () => {
    const hidden = await makeAccount(house);
    await restrict(house, hidden, { source: "authority", secret: true });
    road.core.heldMinor = 500n;
    const outcome = await tell(hidden);
    reset();
    expect(outcome).toMatchObject({ code: "closures.remaining.nothing" });
    const free = await makeAccount(house);
    expect(await tell(free)).toMatchObject({ code: "closures.remaining.nothing" });
    expect([...(await told(hidden)), ...(await told(free))]).toEqual([]);
  });

  it("is nothing on a closing under way, on another's look, or in another programme", async () => {
    const account = await makeAccount(house);
    await road.asked(account);
    road.core.availableMinor = 500n;
    const outcome = await tell(account);
    const other = await makeAccount(house);
    const token = await road.tokenFor(account.accountId, road.clerk);
    const foreign = { accountId: other.accountId, identity: "counter" as const, token };
    const mixed = await house.run(tellRemainingCommand, foreign, { as: road.clerk });
    reset();
    expect(outcome).toMatchObject({ code: "closures.closure.already-open" });
    expect(mixed).toMatchObject({ code: "closures.look.foreign" });
    const stranger = house.as("customer-service", { programme: MALL });
    await expect(house.run(tellRemainingCommand, foreign, { as: stranger })).rejects.toThrow("not-found");
  });
});
