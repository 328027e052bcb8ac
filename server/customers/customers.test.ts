import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SeededAccount } from "@/db/seed/store-customers";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { customerDetailQuery, customersListQuery } from "./queries";
import { searchQuery } from "./search";
import { clear, makeRecords, openItem } from "./testing";

let house: House;
let mine: SeededAccount;
let theirs: SeededAccount;
let officer: ReturnType<House["as"]>;

beforeAll(async () => {
  house = await openHouse();
  officer = house.as("compliance-officer");
  ({ mine, theirs } = await makeRecords(house));
});
afterAll(() => house.close());

const hiddenValues = [clear.name, clear.phone, clear.document, clear.card, clear.core, clear.address];

/** No identifier in clear, wherever it may hide in an answer. */
function expectMasked(answer: unknown) {
  const text = JSON.stringify(answer, (_, value) => (typeof value === "bigint" ? value.toString() : value));
  for (const value of hiddenValues) expect(text).not.toContain(value);
}

describe("customers.list", () => {
  it("gives masked rows of the programme alone", async () => {
    const page = await house.ask(
      customersListQuery,
      { filters: {}, sort: "number", order: "asc", limit: 50 },
      { as: officer },
    );
    expect(page.count).toBe(2);
    expect(page.rows[0]).toMatchObject({ id: mine.customerId, kind: "person", accounts: 1 });
    expect(page.rows[0]?.name).toEqual({ start: "苏", hidden: 1, end: "晏", text: "苏•晏" });
    expectMasked(page);
  });

  it("filters and pages by keyset", async () => {
    const ask = (input: object) =>
      house.ask(customersListQuery, { filters: {}, sort: "number", order: "asc", limit: 1, ...input }, { as: officer });
    const first = await ask({});
    const second = await ask({ cursor: first.nextCursor ?? undefined });
    expect(first.rows[0]?.id).not.toBe(second.rows[0]?.id);
    expect(second.nextCursor).toBeNull();
    expect((await ask({ filters: { kind: ["enterprise"] } })).count).toBe(0);
    expect((await ask({ filters: { since: { from: "2025-03-05" } } })).count).toBe(0);
  });

  it("is forbidden to an administrator", async () => {
    await expect(house.ask(customersListQuery, {} as never, { as: house.as("administrator") })).rejects.toThrow(
      new AppError("forbidden"),
    );
  });
});

describe("customers.detail", () => {
  it("gives everything masked, with what a reveal needs", async () => {
    const detail = await house.ask(customerDetailQuery, { id: mine.customerId }, { as: officer });
    expect(detail.phone).toEqual({
      field: "phone",
      subjectId: mine.customerId,
      masked: expect.objectContaining({ text: "154••••1234" }),
    });
    expect(detail.documents[0]?.number?.masked.text).toBe("990001••••••••001X");
    expect(detail.accounts[0]).toMatchObject({ id: mine.id, accountClass: 2, currency: "CNY" });
    expect(detail.accounts[0]?.coreNumber?.masked.text).toBe("••••0013");
    expect(detail.cards[0]?.number?.masked.start).toBe("999900");
    expect(detail.address?.masked.text).toBe("云汀省青岚市榆林区••••");
    expect(detail.reveal).toMatchObject({ allowed: true, countToday: 0 });
    expectMasked(detail);
  });

  it("shows open items of kinds the reader may see", async () => {
    await openItem(house, mine.customerId);
    const items = async (role: "compliance-officer" | "customer-service") =>
      (await house.ask(customerDetailQuery, { id: mine.customerId }, { as: house.as(role) })).openItems.length;
    expect(await items("compliance-officer")).toBe(1);
    expect(await items("customer-service")).toBe(0);
  });

  it("does not find a customer of another programme", async () => {
    for (const id of [theirs.customerId, newId()]) {
      await expect(house.ask(customerDetailQuery, { id }, { as: officer })).rejects.toThrow(new AppError("not-found"));
    }
  });
});

describe("customers.search", () => {
  const search = (text: string, as = officer) => house.ask(searchQuery, { text }, { as });

  it.each([
    ["phone", "+86 154-0000-1234"],
    ["identity number", "99000119900101001x"],
    ["name", "苏 安晏"],
    ["card", clear.card.replace(/(.{4})/g, "$1 ")],
    ["core number", clear.core],
    ["name and last four of a phone", "苏安晏 1234"],
    ["name and last four of a document", "苏安晏 001x"],
  ])("finds a customer by %s", async (_, text) => {
    const found = await search(text);
    expect(found.people.map(({ id }) => id)).toEqual([mine.customerId]);
    expectMasked(found);
  });

  it("finds by customer number, alone and with last four", async () => {
    const [row] = await house.rows<{ number: string }>("select number from customers where id = $1", [mine.customerId]);
    expect((await search(row?.number ?? "")).people).toHaveLength(1);
    expect((await search(`${row?.number} 1234`)).people).toHaveLength(1);
    expect((await search(`${row?.number} 5678`)).people).toHaveLength(0);
  });

  it("finds the account by its numbers and by a card", async () => {
    for (const text of [clear.core, clear.card, mine.number, mine.number.toLowerCase()]) {
      const found = await search(text);
      expect(
        found.accounts.map(({ id }) => id),
        text,
      ).toEqual([mine.id]);
      expectMasked(found);
    }
  });

  it("finds nothing by four digits alone, by a part, or with another's digits", async () => {
    for (const text of ["1234", "154000", "苏", "苏安晏 9999"]) {
      expect(await search(text), text).toEqual({ people: [], accounts: [], items: [], more: false });
    }
  });

  it("does not tell what is of another programme from what does not exist", async () => {
    const nothing = { people: [], accounts: [], items: [], more: false };
    const [row] = await house.rows<{ number: string }>("select number from customers where id = $1", [
      theirs.customerId,
    ]);
    for (const text of ["15400009999", "沈悦", theirs.number, row?.number ?? "", "LV-999999"])
      expect(await search(text), text).toEqual(nothing);
    expect((await search("15400009999", house.as("compliance-officer", { programme: MALL }))).people).toHaveLength(1);
  });

  it("finds items by number only for whoever may see them", async () => {
    await house.pool.query(
      `insert into import_batches (id, programme_id, legal_entity_id, number, mapping, file_name, file_sha256, state, started_by, started_at)
       values ($1, 'pay', 'hengchuan-pay', 'IM-000042', 'paysim', 'f.csv', 'x', 'finalised', 'system:cli', now())`,
      [newId()],
    );
    expect((await search("im-42")).items).toMatchObject([
      { kind: "import", number: "IM-000042", state: "finalised", customer: null },
    ]);
    expect((await search("im-42", house.as("kyc-reviewer"))).items).toEqual([]);
  });
});
