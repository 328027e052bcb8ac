import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localDate } from "@/domain/shared/time";
import "@/server/customers/evidence-subject";
import { searchQuery } from "@/server/customers/search";
import { readBlob } from "@/server/evidence/blobs";
import { evidenceDesk, picture } from "@/server/evidence/testing";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { carryOutPlan } from "./carry-out";
import { certificateHolds } from "./certificate";
import { registerRetentionHold } from "./holds";
import { readKeeping } from "./keeping";
import type { KeptFile } from "./kept-files";
import { planErasure } from "./plan";
import {
  certificateDetailQuery,
  certificatesList,
  entriesList,
  figuresQuery,
  mapList,
  restrictedList,
} from "./queries";
import { restrictedSince } from "./restricted";
import "./desk-holds";
import { end, makeEnded, openAs, runOn, workDue, worker } from "./testing";

let house: House;
const suspected = new Set<string>();
registerRetentionHold({
  code: "test-suspicion",
  clearance: "suspicion",
  check: async (_scope, customerIds) =>
    customerIds.filter((id) => suspected.has(id)).map((customerId) => ({ customerId, code: "test-suspicion" })),
});
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const entriesOf = async (customerId: string) =>
  Object.fromEntries(
    (
      await house.rows<{ retention_class: string; disposition: string; state: string; due: string | null }>(
        "select retention_class, disposition, state, due_on::text as due from retention_entries where customer_id = $1",
        [customerId],
      )
    ).map(({ retention_class, ...rest }) => [retention_class, rest]),
  );
const nameOf = (of: MadeAccount) => ({ table: "customers", column: "name_sealed", rowId: of.customerId });
const officer = () => house.as("privacy-officer");
const agent = () => house.as("customer-service");

describe("the end of a relationship", () => {
  it("starts the terms of a payment institution and restricts to storage", async () => {
    const gone = await makeEnded(house);
    expect(await end(house, gone.customerId)).toMatchObject({ ok: true });
    expect(await entriesOf(gone.customerId)).toMatchObject({
      identity: { disposition: "until", state: "scheduled", due: "2036-10-02" },
      contact: { disposition: "until", due: "2036-10-02" },
      trade: { disposition: "until", due: "2036-09-02" },
      service: { disposition: "now" },
    });
    await workDue(house);
    expect(await entriesOf(gone.customerId)).toMatchObject({
      service: { state: "erased" },
      identity: { state: "scheduled" },
    });
    const since = await inScope(house.runtime, officer(), "read", async (scope) => ({
      keep: false,
      value: await restrictedSince(scope, gone.customerId),
    }));
    expect(since).toBe(house.clock.now());
  });

  it("lets a marketplace's identity and contact go at once, and keeps trade three years", async () => {
    const gone = await makeEnded(house, { programme: MALL });
    await end(house, gone.customerId, MALL);
    await workDue(house);
    expect(await entriesOf(gone.customerId)).toMatchObject({
      identity: { state: "erased" },
      contact: { state: "erased" },
      trade: { state: "scheduled", due: "2029-09-02" },
    });
    expect(await openAs(house, worker(MALL), nameOf(gone))).toBeNull();
  });

  it("is refused while an account is open", async () => {
    const { customerId } = await makeAccount(house);
    expect(await end(house, customerId)).toMatchObject({ ok: false, code: "retention.relationship.runs" });
  });
});

describe("what may only be stored", () => {
  it("opens for the cleared alone, although others of the process have its key open", async () => {
    const gone = await makeEnded(house, { name: "样本甲留存" });
    expect(await openAs(house, agent(), nameOf(gone))).toBe("样本甲留存");
    await end(house, gone.customerId);
    for (const role of ["privacy-officer", "compliance-lead", "aml-analyst"] as const) {
      expect([role, await openAs(house, house.as(role), nameOf(gone))]).toEqual([role, "样本甲留存"]);
    }
    for (const role of ["customer-service", "kyc-reviewer", "team-lead", "compliance-officer", "auditor"] as const) {
      expect([role, await openAs(house, house.as(role), nameOf(gone))]).toEqual([role, null]);
    }
  });

  it("is found by nobody else", async () => {
    const gone = await makeEnded(house, { name: "样本乙留存" });
    const before = await house.ask(searchQuery, { text: "样本乙留存" }, { as: agent() });
    await end(house, gone.customerId);
    const after = await house.ask(searchQuery, { text: "样本乙留存" }, { as: agent() });
    expect(JSON.stringify(before)).toContain(gone.customerNumber);
    expect(JSON.stringify(after)).not.toContain(gone.customerNumber);
    expect(JSON.stringify(await house.ask(searchQuery, { text: "样本乙留存" }, { as: officer() }))).toContain(
      gone.customerNumber,
    );
  });

  it("is used again when the relationship begins anew", async () => {
    const back = await makeEnded(house);
    await end(house, back.customerId);
    await house.rows("update accounts set status = 'open', closed_on = null where id = $1", [back.accountId]);
    await runOn(house, localDate("2026-11-23"));
    expect(await openAs(house, agent(), nameOf(back))).not.toBeNull();
    expect(await entriesOf(back.customerId)).toMatchObject({ identity: { disposition: "relationship", due: null } });
  });
});

describe("a request", () => {
  it("is planned, carried out, and erased ten years on; the certificate verifies, a changed one does not", async () => {
    const asked = await makeEnded(house, { name: "样本丙删除" });
    const plan = await inScope(house.runtime, house.as("compliance-lead"), "write", async (scope) => {
      const made = await planErasure(scope, { customerId: asked.customerId, purpose: "deletion" });
      await carryOutPlan(scope, { customerId: asked.customerId, requestId: null, plan: made });
      return { keep: true, value: made };
    });
    expect(plan.classes.map(({ of, disposition, until }) => [of, disposition, until])).toEqual([
      ["identity", "until", "2036-10-01"],
      ["contact", "until", "2036-10-01"],
      ["trade", "until", "2036-09-01"],
      ["casework", "until", expect.stringMatching(/^2036-/)],
      ["service", "now", null],
    ]);
    await runOn(house, localDate("2036-10-01"));
    expect(await openAs(house, worker(), nameOf(asked))).toBe("样本丙删除");
    expect(await entriesOf(asked.customerId)).toMatchObject({
      trade: { state: "erased" },
      identity: { state: "scheduled" },
    });
    await runOn(house, localDate("2036-10-02"));
    expect(await openAs(house, worker(), nameOf(asked))).toBeNull();
    const [trade] = await house.rows("select 1 from transactions where customer_id = $1", [asked.customerId]);
    expect(trade).toBeUndefined();

    const list = await house.ask(certificatesList, { filters: { customer: asked.customerId } }, { as: officer() });
    expect(list.rows.map((row) => row.class).toSorted()).toEqual(["contact", "identity", "service", "trade"]);
    const identity = list.rows.find((row) => row.class === "identity");
    const detail = await house.ask(certificateDetailQuery, { id: identity?.id ?? "" }, { as: officer() });
    expect(detail).toMatchObject({
      holds: true,
      content: {
        class: "identity",
        keptUntil: "2036-10-01",
        years: 10,
        keys: [expect.any(String)],
        tables: { customers: 1 },
      },
    });
    const signature = Buffer.from(detail.signature, "base64");
    const changed = { ...detail.content, keys: [] };
    expect(certificateHolds(house.runtime.keyRing, { content: changed, keyId: detail.keyId, signature })).toBe(false);
  });

  it("shows in the registers", async () => {
    const entries = await house.ask(entriesList, { filters: { state: ["erased"] } }, { as: officer() });
    expect(entries.rows.length).toBeGreaterThan(0);
    const restricted = await house.ask(restrictedList, {}, { as: officer() });
    expect(restricted.rows.length).toBeGreaterThan(0);
    expect((await house.ask(figuresQuery, {}, { as: officer() })).erased).toBeGreaterThan(0);
    const map = await house.ask(mapList, {}, { as: officer() });
    expect(map.rows.find(({ table, column }) => table === "customers" && column === "name_sealed")).toMatchObject({
      grade: "C2",
      class: "identity",
      route: "id",
      standing: "met",
      ends: "key",
    });
    expect(map.rows.filter(({ standing }) => standing === "short")).toEqual([]);
  });
});

describe("what is open", () => {
  it("holds a class on its day, and lets it go once it is closed", async () => {
    const held = await makeEnded(house, { programme: MALL });
    await house.rows(
      `insert into loss_reports (id, programme_id, legal_entity_id, number, customer_id, cause, state, verified, call_back_state,
         call_back_count, notice_at, reported_at, reported_by)
       select gen_random_uuid(), programme_id, legal_entity_id, 'LR-900001', id, 'phone-lost', 'protected', true, 'none', 0, now(), now(), 'person:x'
       from customers where id = $1`,
      [held.customerId],
    );
    await end(house, held.customerId, MALL);
    expect(await entriesOf(held.customerId)).toMatchObject({
      identity: { disposition: "blocked", state: "held" },
      service: { disposition: "now" },
    });
    await house.rows("update loss_reports set ended_at = now() where customer_id = $1", [held.customerId]);
  });

  it("behind the wall keeps for the cleared alone, and everybody else sees what he sees of anybody", async () => {
    const [plain, hidden] = [await makeEnded(house, { name: "样本丁" }), await makeEnded(house, { name: "样本戊" })];
    suspected.add(hidden.customerId);
    for (const one of [plain, hidden]) await end(house, one.customerId);
    await runOn(house, localDate("2036-12-01"));
    const seen = async (one: MadeAccount) => {
      const list = await house.ask(certificatesList, { filters: { customer: one.customerId } }, { as: officer() });
      const details = await Promise.all(
        list.rows.map(({ id }) => house.ask(certificateDetailQuery, { id }, { as: officer() })),
      );
      const entries = await house.ask(entriesList, { filters: { customer: one.customerId } }, { as: officer() });
      return {
        certificates: details
          .map(({ content }) => ({
            class: content.class,
            tables: content.tables,
            keys: content.keys.length,
            files: content.files,
          }))
          .toSorted((a, b) => (a.class < b.class ? -1 : 1)),
        entries: entries.rows
          .map(({ class: of, state, dueOn, keptUntil, open }) => ({ of, state, dueOn, keptUntil, open }))
          .toSorted((a, b) => (a.of < b.of ? -1 : 1)),
        name: await openAs(house, officer(), nameOf(one)),
      };
    };
    expect(await seen(hidden)).toEqual(await seen(plain));
    const kept = (as: Parameters<typeof inScope>[1]) =>
      inScope(house.runtime, as, "read", async (scope) => ({
        keep: false,
        value: JSON.stringify(await readKeeping(scope, { customerId: hidden.customerId })),
      }));
    expect(await kept(house.as("aml-analyst"))).toContain("样本戊");
    expect(await kept(officer())).toBe("[]");
    suspected.delete(hidden.customerId);
    await runOn(house, localDate("2036-12-20"));
    expect(await kept(house.as("aml-analyst"))).toBe("[]");
  });

  it("behind the wall keeps a file's content with its key, and lets both go when nothing needs them", async () => {
    const hidden = await makeEnded(house);
    await house.rows("update accounts set status = 'open', closed_on = null where id = $1", [hidden.accountId]);
    const desk = evidenceDesk(house, hidden);
    desk.begin();
    const bytes = await picture();
    const fileId = await desk.ready(bytes, { kind: "identity-proof" });
    await house.rows("update accounts set status = 'closed', closed_on = '2026-10-01' where id = $1", [
      hidden.accountId,
    ]);
    suspected.add(hidden.customerId);
    await end(house, hidden.customerId);
    await runOn(house, localDate("2036-12-01"));
    const endedFiles = async () =>
      (await house.jobs("evidence.file.ended")).filter(
        ({ payload }) => (payload as { fileId: string }).fileId === fileId,
      ).length;
    expect(await house.rows("select 1 from subject_keys where subject_id = $1", [fileId])).toEqual([]);
    expect(await endedFiles()).toBe(0);
    const [kept] = await inScope(house.runtime, house.as("aml-analyst"), "read", async (scope) => ({
      keep: false,
      value: (await readKeeping(scope, hidden)).flatMap(({ table, rows }) => (table === "evidence_files" ? rows : [])),
    }));
    const { key, blobs } = kept as unknown as KeptFile;
    const [blob] = await house.rows<{ name: string; bytes: number; sha256: string }>(
      "select store_name as name, plain_bytes::int as bytes, sha256 from evidence_blobs where file_id = $1 and part = 'original'",
      [fileId],
    );
    expect(blobs.map(({ name }) => name)).toContain(blob?.name);
    const place = { storeName: blob?.name ?? "", bytes: blob?.bytes ?? 0, sha256: blob?.sha256 ?? "" };
    expect(await readBlob(desk.store(), Buffer.from(key ?? "", "base64"), place)).toEqual(bytes);
    suspected.delete(hidden.customerId);
    await runOn(house, localDate("2036-12-20"));
    expect(await endedFiles()).toBe(1);
    expect(await house.rows("select 1 from retention_keepings where customer_id = $1", [hidden.customerId])).toEqual(
      [],
    );
  });
});
