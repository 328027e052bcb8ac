import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { accountDetailQuery, accountsListQuery } from "./queries";

let house: House;
let mine: MadeAccount;
let second: MadeAccount;
let theirs: MadeAccount;

beforeAll(async () => {
  house = await openHouse();
  mine = await makeAccount(house, { name: "苏安晏", accountClass: 2, balanceMinor: 12_345n });
  second = await makeAccount(house, { name: "顾朗", accountClass: 3 });
  theirs = await makeAccount(house, { programme: MALL, name: "沈悦" });
});
afterAll(() => house.close());

const list = (input: object = {}, role: "compliance-officer" | "administrator" = "compliance-officer") =>
  house.ask(
    accountsListQuery,
    { filters: {}, sort: "number", order: "asc", limit: 50, ...input },
    { as: house.as(role) },
  );

/** No identifier in clear, wherever it may hide in an answer. */
function expectMasked(answer: unknown) {
  const text = JSON.stringify(answer, (_, value) => (typeof value === "bigint" ? value.toString() : value));
  for (const value of [mine.coreNumber, second.coreNumber, "苏安晏", "顾朗"]) expect(text).not.toContain(value);
}

describe("accounts.list", () => {
  it("gives the programme's accounts, numbers and names masked", async () => {
    const page = await list();
    expect(page.rows.map(({ id }) => id)).toEqual([mine.accountId, second.accountId]);
    expect(page.rows[0]).toMatchObject({
      number: mine.accountNumber,
      balanceMinor: 12_345n,
      accountClass: 2,
      customer: { id: mine.customerId, name: { text: "苏•晏" } },
    });
    expect(page.rows[0]?.coreNumber).toMatchObject({ start: "", hidden: 4, end: mine.coreNumber.slice(-4) });
    expectMasked(page);
  });

  it("narrows by class, customer, number and opening day", async () => {
    const ids = async (filters: object) => (await list({ filters })).rows.map(({ id }) => id);
    expect(await ids({ accountClass: ["3"] })).toEqual([second.accountId]);
    expect(await ids({ customer: mine.customerId })).toEqual([mine.accountId]);
    expect(await ids({ number: second.accountNumber })).toEqual([second.accountId]);
    expect(await ids({ openedOn: { to: "2026-01-04" } })).toEqual([]);
    expect(await ids({ status: ["closed"] })).toEqual([]);
    expect(await ids({ customer: theirs.customerId })).toEqual([]);
  });

  it("is forbidden to an administrator", async () => {
    await expect(list({}, "administrator")).rejects.toThrow(new AppError("forbidden"));
  });
});

describe("accounts.detail", () => {
  it("gives one account with its customer and the filter of its transactions", async () => {
    const detail = await house.ask(accountDetailQuery, { id: mine.accountId }, { as: house.as("auditor") });
    expect(detail).toMatchObject({
      id: mine.accountId,
      version: 1,
      cards: [],
      coreNumber: { field: "core-number", subjectId: mine.accountId },
      transactions: { filters: { account: mine.accountId } },
    });
    expectMasked(detail);
  });

  it("does not find an account of another programme", async () => {
    for (const id of [theirs.accountId, newId()]) {
      await expect(house.ask(accountDetailQuery, { id }, { as: house.as("auditor") })).rejects.toThrow(
        new AppError("not-found"),
      );
    }
  });
});
