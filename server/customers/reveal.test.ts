import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SeededAccount } from "@/db/seed/store-customers";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { revealField } from "./commands/reveal-field";
import { customerDetailQuery } from "./queries";
import { clear, makeRecords, openItem } from "./testing";

let house: House;
let mine: SeededAccount;
let neighbour: SeededAccount;
let theirs: SeededAccount;
let officer: ReturnType<House["as"]>;

beforeAll(async () => {
  house = await openHouse();
  officer = house.as("compliance-officer");
  ({ mine, neighbour, theirs } = await makeRecords(house));
});
afterAll(() => house.close());

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
      outcome: "committed",
      subject: { type: "customer", id: mine.customerId },
      data: { field: "phone", reason: "on-call", item: null },
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
    const fields = [
      detail.name,
      detail.address,
      detail.documents[0]?.number,
      detail.accounts[0]?.coreNumber,
      detail.cards[0]?.number,
    ];
    const values = [];
    for (const field of fields) {
      const outcome = await ask({ field: field?.field, subjectId: field?.subjectId });
      values.push(outcome.ok ? outcome.result.value : outcome.code);
    }
    expect(values).toEqual([clear.name, clear.address, clear.document, clear.core, clear.card]);
  });

  it("needs an open item of that very customer for work on a case", async () => {
    const itemId = await openItem(house, mine.customerId);
    expect(await ask({ reason: "case-work" })).toMatchObject({ ok: false, code: "customers.reveal.item-missing" });
    expect(await ask({ reason: "case-work", itemId })).toMatchObject({ ok: true });
    const elsewhere = await openItem(house, theirs.customerId, MALL);
    const ofAnother = await openItem(house, neighbour.customerId);
    for (const wrong of [newId(), elsewhere, ofAnother]) {
      expect(await ask({ reason: "case-work", itemId: wrong })).toMatchObject({
        ok: false,
        code: "customers.reveal.item-not-open",
      });
    }
    await house.pool.query("update work_items set state = 'done' where id = $1", [itemId]);
    expect(await ask({ reason: "case-work", itemId })).toMatchObject({
      ok: false,
      code: "customers.reveal.item-not-open",
    });
  });

  it("does not accept an item of a kind the person may not see", async () => {
    const itemId = await openItem(house, mine.customerId);
    expect(await ask({ reason: "case-work", itemId }, house.as("kyc-reviewer"))).toMatchObject({
      ok: false,
      code: "customers.reveal.item-not-open",
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
