import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fictitiousCardNumber } from "@/domain/customers/card-number";
import type { PlannedCustomer } from "@/db/seed/customers";
import { storeCustomers } from "@/db/seed/store-customers";
import { localDate } from "@/domain/shared/time";
import { openItems } from "@/server/worklist/public";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type House, MALL, openHouse, PAY, type Programme } from "@/server/kernel/testing/house";
import { revealField } from "./commands/reveal-field";
import { customerDetailQuery, customersListQuery } from "./queries";
import { searchQuery } from "./search";

let house: House;
const clear = {
  name: "苏安晏", phone: "15400001234", document: "99000119900101001X", card: fictitiousCardNumber(77), core: "9920260000000013",
  address: "云汀省青岚市榆林区望月路8号3室",
} as const;

function planned(of: Partial<PlannedCustomer> & { core: string; card: string }): PlannedCustomer {
  const since = localDate("2025-03-04");
  const { core, card, ...rest } = of;
  return {
    kind: "person", name: clear.name, phone: clear.phone, address: clear.address, documentType: "resident-id",
    documentNumber: clear.document, validTo: localDate("2031-01-01"), occupation: "teacher", nationality: "CN", since, status: "active",
    accounts: [{
      coreNumber: core, accountClass: 2, status: "open", openedOn: since, openingMinor: 12_300,
      cards: [{ bank: "青岚银行", type: "debit", number: card, boundOn: since }],
    }],
    ...rest,
  };
}

async function store(programme: Programme, plan: PlannedCustomer) {
  const client = await house.pool.connect();
  try {
    const [account] = await storeCustomers(house.runtime, client, { id: programme.programmeId, entity: programme.legalEntityId }, [plan]);
    if (!account) throw new Error("no account");
    return account;
  } finally {
    client.release();
  }
}

/** An open item on a customer; gives its id. */
async function openItem(customerId: string, kind = "large-value", programme: Programme = PAY): Promise<string> {
  const subjectId = newId();
  await inScope(house.runtime, house.system("system:worker", programme), "write", async ({ tx, actor, now }) => {
    await openItems(tx, actor, [{ kind, number: `LV-${subjectId.slice(-6)}`, subjectType: kind, subjectId, customerId }], now);
    return { keep: true, value: undefined };
  });
  const [row] = await house.rows<{ id: string }>("select id from work_items where subject_id = $1", [subjectId]);
  return row?.id ?? "";
}

let mine: Awaited<ReturnType<typeof store>>;
let theirs: Awaited<ReturnType<typeof store>>;
let officer: ReturnType<House["as"]>;

beforeAll(async () => {
  house = await openHouse();
  officer = house.as("compliance-officer");
  mine = await store(PAY, planned({ core: clear.core, card: clear.card }));
  await store(PAY, planned({ name: "顾朗", phone: "15400005678", documentNumber: "990002199001010029", core: "9920260000000026", card: fictitiousCardNumber(78) }));
  theirs = await store(MALL, planned({ name: "沈悦", phone: "15400009999", documentNumber: "990003199001010034", core: "9920260000000039", card: fictitiousCardNumber(79) }));
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
    const page = await house.ask(customersListQuery, { filters: {}, sort: "number", order: "asc", limit: 50 }, { as: officer });
    expect(page.count).toBe(2);
    expect(page.rows[0]).toMatchObject({ id: mine.customerId, kind: "person", accounts: 1 });
    expect(page.rows[0]?.name).toEqual({ start: "苏", hidden: 1, end: "晏", text: "苏•晏" });
    expectMasked(page);
  });

  it("filters and pages by keyset", async () => {
    const ask = (input: object) => house.ask(customersListQuery, { filters: {}, sort: "number", order: "asc", limit: 1, ...input }, { as: officer });
    const first = await ask({});
    const second = await ask({ cursor: first.nextCursor ?? undefined });
    expect(first.rows[0]?.id).not.toBe(second.rows[0]?.id);
    expect(second.nextCursor).toBeNull();
    expect((await ask({ filters: { kind: ["enterprise"] } })).count).toBe(0);
    expect((await ask({ filters: { since: { from: "2025-03-05" } } })).count).toBe(0);
  });

  it("is forbidden to an administrator", async () => {
    await expect(house.ask(customersListQuery, {} as never, { as: house.as("administrator") })).rejects.toThrow(new AppError("forbidden"));
  });
});

describe("customers.detail", () => {
  it("gives everything masked, with what a reveal needs", async () => {
    const detail = await house.ask(customerDetailQuery, { id: mine.customerId }, { as: officer });
    expect(detail.phone).toEqual({ field: "phone", subjectId: mine.customerId, masked: expect.objectContaining({ text: "154••••1234" }) });
    expect(detail.documents[0]?.number?.masked.text).toBe("990001••••••••001X");
    expect(detail.accounts[0]).toMatchObject({ id: mine.id, accountClass: 2, currency: "CNY" });
    expect(detail.accounts[0]?.coreNumber?.masked.text).toBe("••••0013");
    expect(detail.cards[0]?.number?.masked.start).toBe("999900");
    expect(detail.address?.masked.text).toBe("云汀省青岚市榆林区••••");
    expect(detail.reveal).toMatchObject({ allowed: true, countToday: 0 });
    expectMasked(detail);
  });

  it("shows open items of kinds the reader may see", async () => {
    await openItem(mine.customerId);
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
      expect(found.accounts.map(({ id }) => id), text).toEqual([mine.id]);
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
    const [row] = await house.rows<{ number: string }>("select number from customers where id = $1", [theirs.customerId]);
    for (const text of ["15400009999", "沈悦", theirs.number, row?.number ?? "", "LV-999999"]) expect(await search(text), text).toEqual(nothing);
    expect((await search("15400009999", house.as("compliance-officer", { programme: MALL }))).people).toHaveLength(1);
  });

  it("finds items by number only for whoever may see them", async () => {
    await house.pool.query(
      `insert into import_batches (id, programme_id, legal_entity_id, number, mapping, file_name, file_sha256, state, started_by, started_at)
       values ($1, 'pay', 'hengchuan-pay', 'IM-000042', 'paysim', 'f.csv', 'x', 'finalised', 'system:cli', now())`,
      [newId()],
    );
    expect((await search("im-42")).items).toMatchObject([{ kind: "import", number: "IM-000042", state: "finalised", customer: null }]);
    expect((await search("im-42", house.as("kyc-reviewer"))).items).toEqual([]);
  });
});

describe("customers.field.reveal", () => {
  const ask = (input: object, as = officer, key?: string) =>
    house.run(
      revealField,
      { field: "phone", subjectId: mine.customerId, reason: "on-call", note: "来电核对", ...input } as never,
      { as, ...(key ? { key } : {}) },
    );
  const entries = () =>
    house.rows<{ leaf: string; outcome: string; actor_id: string }>(
      "select leaf, outcome, actor_id from audit_entries where kind = 'customers.field.reveal' order by id",
    );

  it("shows the value once, counts, and keeps neither value nor note in clear", async () => {
    const key = newId();
    const before = await house.checksums();
    const outcome = await ask({}, officer, key);
    expect(outcome).toMatchObject({ ok: true, result: { value: clear.phone, countToday: 1 } });
    const entry = (await entries()).at(-1);
    expect(JSON.parse(entry?.leaf ?? "{}")).toMatchObject({
      outcome: "committed", subject: { type: "customer", id: mine.customerId }, data: { field: "phone", reason: "on-call", item: null },
    });
    expect(entry?.leaf).not.toContain(clear.phone);
    expect(entry?.leaf).not.toContain("来电核对");
    const after = await house.checksums();
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect(changed.sort()).toEqual(["idempotency_keys", "subject_keys"]);

    expect(await ask({}, officer, key)).toMatchObject({ ok: true, replayed: true, result: null });
    expect(JSON.stringify(await house.rows("select result from idempotency_keys"))).not.toContain(clear.phone);
    expect(await ask({})).toMatchObject({ ok: true, result: { countToday: 2 } });
  });

  it("opens each kind of field", async () => {
    const detail = await house.ask(customerDetailQuery, { id: mine.customerId }, { as: officer });
    const fields = [detail.name, detail.address, detail.documents[0]?.number, detail.accounts[0]?.coreNumber, detail.cards[0]?.number];
    const values = [];
    for (const field of fields) {
      const outcome = await ask({ field: field?.field, subjectId: field?.subjectId });
      values.push(outcome.ok ? outcome.result.value : outcome.code);
    }
    expect(values).toEqual([clear.name, clear.address, clear.document, clear.core, clear.card]);
  });

  it("needs an open item of that very customer for work on a case", async () => {
    const itemId = await openItem(mine.customerId);
    expect(await ask({ reason: "case-work" })).toMatchObject({ ok: false, code: "customers.reveal.item-missing" });
    expect(await ask({ reason: "case-work", itemId })).toMatchObject({ ok: true });
    const elsewhere = await openItem(theirs.customerId, "large-value", MALL);
    for (const wrong of [newId(), elsewhere]) {
      expect(await ask({ reason: "case-work", itemId: wrong })).toMatchObject({ ok: false, code: "customers.reveal.item-not-open" });
    }
    await house.pool.query("update work_items set state = 'done' where id = $1", [itemId]);
    expect(await ask({ reason: "case-work", itemId })).toMatchObject({ ok: false, code: "customers.reveal.item-not-open" });
  });

  it("does not accept an item of a kind the person may not see", async () => {
    const itemId = await openItem(mine.customerId);
    expect(await ask({ reason: "case-work", itemId }, house.as("kyc-reviewer"))).toMatchObject({
      ok: false, code: "customers.reveal.item-not-open",
    });
  });

  it("changes nothing and leaves an entry when refused", async () => {
    const before = await house.checksums();
    expect(await ask({ note: " " })).toMatchObject({ ok: false, code: "customers.reveal.note-missing", field: "note" });
    expect(await house.checksums()).toEqual(before);
    expect((await entries()).at(-1)).toMatchObject({ outcome: "refused" });
  });

  it("is denied without the right, and the attempt is kept", async () => {
    const auditor = house.as("auditor");
    expect(await ask({}, auditor)).toMatchObject({ ok: false, code: "kernel.permission.denied" });
    expect((await entries()).at(-1)).toMatchObject({ outcome: "denied", actor_id: `person:${auditor.personId}` });
  });

  it("does not find a value of another programme", async () => {
    await expect(ask({ subjectId: theirs.customerId })).rejects.toThrow(new AppError("not-found"));
    await expect(ask({ field: "core-number", subjectId: theirs.id })).rejects.toThrow(new AppError("not-found"));
  });

  it("refuses what is not kept", async () => {
    expect(await ask({ field: "external-ref" })).toMatchObject({ ok: false, code: "customers.reveal.nothing-kept" });
  });
});
