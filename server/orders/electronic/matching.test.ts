import "@/server/all";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { dismissElectronicOrder } from "../commands/dismiss-electronic-order";
import { matchElectronicOrder } from "../commands/match-electronic-order";
import { electronicOrderQuery, listElectronicOrders } from "./queries";
import { platform } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => house.clock.set("2026-10-09T02:10:00+08:00"));

/** A stop of the sample office that the console takes in; gives the order it became. */
const stop = (target: object, more: object = {}) =>
  platform(house).say({ act: "stop", target, extent: { scope: "all" }, hours: 48, ...more });

const officer = () => house.as("compliance-officer");
const matched = (id: string, version: number, accountNumber: string) => ({
  orderId: id,
  version,
  accountNumber,
  reason: "number-mistyped" as const,
  note: "末位两数颠倒，已与平台电话核对",
});
const dismissed = (id: string, version: number) => ({
  orderId: id,
  version,
  reason: "nobody-found" as const,
  note: "全库无此号码",
});
const UNKNOWN = { accountNumber: "9900000000999999" };
const answersOf = (id: string) => platform(house).answersOf(id);
const itemOf = (id: string) =>
  house.rows("select state from work_items where kind = 'order-mismatch' and subject_id = $1", [id]);

describe("an order that a person matches", () => {
  it("is carried out from now, answered anew, and keeps who found the account and why", async () => {
    const account = await makeAccount(house);
    const { id, state, version } = await stop(UNKNOWN);
    expect(state).toBe("mismatch");
    house.clock.set("2026-10-09T04:00:00+08:00");
    const done = await house.run(matchElectronicOrder, matched(id, version, account.accountNumber), { as: officer() });
    expect(done).toMatchObject({ ok: true, result: { state: "executed" } });
    const measures = await house.rows("select kind, state, expires_at from measures where account_id = $1", [
      account.accountId,
    ]);
    const expires = new Date("2026-10-11T04:00:00+08:00");
    expect(measures).toEqual([{ kind: "stop", state: "instructed", expires_at: expires }]);
    expect(await itemOf(id)).toEqual([{ state: "done" }]);
    const detail = await house.ask(electronicOrderQuery, { id }, { as: officer() });
    expect(detail).toMatchObject({
      state: "executed",
      account: { number: account.accountNumber },
      matched: { reason: "number-mistyped" },
      may: { match: false, dismiss: false },
    });
  });

  it("is not matched twice, on an old look, to what is not here or another's, or to a closed account", async () => {
    const [account, foreign, closed] = [
      await makeAccount(house),
      await makeAccount(house, { programme: MALL }),
      await makeAccount(house),
    ];
    await house.rows("update accounts set status = 'closed' where id = $1", [closed.accountId]);
    const { id, version } = await stop(UNKNOWN);
    const before = await house.checksums();
    for (const [number, code] of [
      ["A-999999", "no-such-account"],
      [foreign.accountNumber, "no-such-account"],
      [closed.accountNumber, "account-closed"],
    ] as const) {
      const refused = await house.run(matchElectronicOrder, matched(id, version, number), { as: officer() });
      expect(refused).toMatchObject({ ok: false, code: `orders.electronic.${code}` });
    }
    const stale = await house.run(matchElectronicOrder, matched(id, version - 1, account.accountNumber), {
      as: officer(),
    });
    expect(stale).toMatchObject({ ok: false, code: "orders.electronic.stale" });
    expect(await house.checksums()).toEqual(before);
    expect(await house.run(dismissElectronicOrder, dismissed(id, version), { as: officer() })).toMatchObject({
      ok: true,
    });
    const late = await house.run(matchElectronicOrder, matched(id, version, account.accountNumber), { as: officer() });
    expect(late).toMatchObject({ ok: false, code: "orders.electronic.not-waiting" });
  });

  it("of another programme is not found, and without the right nothing is done", async () => {
    const account = await makeAccount(house);
    const { id, version } = await stop(UNKNOWN);
    const input = matched(id, version, account.accountNumber);
    const elsewhere = { as: house.as("compliance-officer", { programme: MALL }) };
    await expect(house.run(matchElectronicOrder, input, elsewhere)).rejects.toMatchObject({ category: "not-found" });
    await expect(house.ask(electronicOrderQuery, { id }, elsewhere)).rejects.toMatchObject({ category: "not-found" });
    const auditor = { as: house.as("auditor") };
    expect(await house.run(matchElectronicOrder, input, auditor)).toMatchObject({ code: "kernel.permission.denied" });
    expect(await house.run(dismissElectronicOrder, dismissed(id, version), auditor)).toMatchObject({
      code: "kernel.permission.denied",
    });
    expect(await itemOf(id)).toEqual([{ state: "open" }]);
  });

  it("gets its last word when nobody is found", async () => {
    const { id, version } = await stop(UNKNOWN);
    await house.run(dismissElectronicOrder, dismissed(id, version), { as: officer() });
    expect(await answersOf(id)).toEqual([
      { kind: "mismatch", code: "no-such-account", final: false },
      { kind: "mismatch", code: "no-such-account", final: true },
    ]);
    expect(await itemOf(id)).toEqual([{ state: "done" }]);
  });
});

describe("the register of electronic orders", () => {
  it("shows whom a message means masked, and who may be meant", async () => {
    const account = await makeAccount(house, { name: "样本丁" });
    const { id } = await stop({ accountNumber: account.coreNumber, holderName: "样本戊" });
    const detail = await house.ask(electronicOrderQuery, { id }, { as: officer() });
    expect(detail).toMatchObject({
      state: "mismatch",
      problem: "name-differs",
      candidates: [{ number: account.accountNumber, status: "open" }],
      may: { match: true, dismiss: true },
      term: "hours:48",
    });
    const text = JSON.stringify(detail, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
    for (const hidden of [account.coreNumber, "样本丁", "样本戊"]) expect(text).not.toContain(hidden);
  });

  it("lists by state, the newest first", async () => {
    const { rows } = await house.ask(listElectronicOrders, { filters: { state: ["mismatch"] } }, { as: officer() });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ state }) => state === "mismatch")).toBe(true);
  });
});
