import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localDate } from "@/domain/shared/time";
import { tableFile, tableResponse } from "@/server/kernel/download";
import { type MadeAccount, makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { transactionsList } from "@/server/ledger/queries";
import { checkCandidate } from "./commands/check-candidate";
import { exportLargeValue } from "./commands/export-large-value";
import { recomputeRange } from "./commands/recompute-range";
import { largeValueTable, openExport } from "./export";
import { largeValueDetail, largeValueList } from "./queries";
import { recomputeDates } from "./recompute";

async function all<T>(pieces: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const piece of pieces) found.push(piece);
  return found;
}

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const DATE = "2026-10-08";
const worker = () => house.system("system:worker");

async function recompute(account: MadeAccount) {
  return recomputeDates(house.runtime, worker(), [localDate(DATE)], { customerIds: [account.customerId] });
}

async function stateOf(account: MadeAccount) {
  const [row] = await house.rows<{
    id: string;
    state: string;
    version: number;
    cny: string;
    items: number;
    clocks: number;
    due: string;
  }>(
    `select id, state, version, cny_sum::text as cny, due_on::text as due,
       (select count(*)::int from work_items w where w.subject_id = c.id and w.state = 'open') as items,
       (select count(*)::int from clocks k where k.subject_id = c.id and k.state = 'running') as clocks
     from large_value_candidates c where customer_id = $1`,
    [account.customerId],
  );
  return row;
}

describe("a candidate over time", () => {
  it("opens, follows late and corrected transactions, falls, and rises again", async () => {
    const account = await makeAccount(house);
    await makeLeg(house, account, { amountMinor: 30_000_000n, date: DATE });
    expect(await recompute(account)).toMatchObject({ candidates: 0, opened: 0 });
    const late = await makeLeg(house, account, { amountMinor: 20_000_000n, date: DATE });
    expect(await recompute(account)).toMatchObject({
      candidates: 1,
      opened: 1,
      basis: expect.arrayContaining([{ ruleId: "law-hvt-5wd", version: 1 }]),
    });
    expect(await stateOf(account)).toMatchObject({
      state: "open",
      version: 1,
      cny: "50000000",
      items: 1,
      clocks: 1,
      due: "2026-10-14",
    });
    expect(await recompute(account)).toMatchObject({ opened: 0, reopened: 0, withdrawn: 0 });
    expect(await stateOf(account)).toMatchObject({ version: 1 });

    await house.pool.query("update transactions set retired_at = now() where id = $1", [late]);
    expect(await recompute(account)).toMatchObject({ withdrawn: 1, candidates: 0 });
    expect(await stateOf(account)).toMatchObject({ state: "withdrawn", version: 2, items: 0, clocks: 0 });

    await makeLeg(house, account, { amountMinor: 20_000_001n, date: DATE });
    expect(await recompute(account)).toMatchObject({ reopened: 1 });
    expect(await stateOf(account)).toMatchObject({ state: "open", version: 3, cny: "50000001", items: 1, clocks: 1 });
  });

  it("is confirmed by a person who saw this version, and must be again when its sum moves", async () => {
    const account = await makeAccount(house);
    await makeLeg(house, account, { amountMinor: 60_000_000n, date: DATE });
    await recompute(account);
    const id = (await stateOf(account))?.id ?? "";
    const before = await house.checksums();
    expect(await house.run(checkCandidate, { id, version: 9 }, { as: house.as("aml-analyst") })).toMatchObject({
      ok: false,
      code: "reports.large-value.stale",
    });
    expect(await house.checksums()).toEqual(before);
    expect(await house.run(checkCandidate, { id, version: 1 }, { as: house.as("auditor") })).toMatchObject({
      ok: false,
      code: "kernel.permission.denied",
    });
    expect(
      await house.rows("select 1 from audit_entries where subject_id = $1 and outcome = 'denied'", [id]),
    ).toHaveLength(1);
    await expect(
      house.run(checkCandidate, { id, version: 1 }, { as: house.as("aml-analyst", { programme: MALL }) }),
    ).rejects.toMatchObject({ category: "not-found" });
    expect(await house.run(checkCandidate, { id, version: 1 }, { as: house.as("aml-analyst") })).toMatchObject({
      ok: true,
      result: { state: "confirmed", version: 2 },
    });
    expect(await stateOf(account)).toMatchObject({ state: "confirmed", items: 0, clocks: 1 });
    expect(await house.run(checkCandidate, { id, version: 2 }, { as: house.as("aml-analyst") })).toMatchObject({
      ok: false,
      code: "reports.large-value.not-open",
    });
    await makeLeg(house, account, { amountMinor: 1n, date: DATE });
    expect(await recompute(account)).toMatchObject({ reopened: 1 });
    expect(await stateOf(account)).toMatchObject({ state: "open", version: 3, items: 1, clocks: 1 });
  });

  it("is not final while an unfinished import feeds its day", async () => {
    const account = await makeAccount(house);
    const leg = await makeLeg(house, account, { amountMinor: 60_000_000n, date: DATE });
    await recompute(account);
    await house.pool.query(
      `insert into import_batches (id, programme_id, legal_entity_id, number, mapping, file_name, file_sha256, state, started_by, started_at)
       values ('01a1fdcb-a1c2-710b-9b47-c0e43c15b320', 'pay', 'hengchuan-pay', 'IM-X', 'paysim', 'x', 'x', 'incomplete', 'x', now())`,
    );
    await house.pool.query("update transactions set batch_id = '01a1fdcb-a1c2-710b-9b47-c0e43c15b320' where id = $1", [
      leg,
    ]);
    const id = (await stateOf(account))?.id ?? "";
    const detail = await house.ask(largeValueDetail, { id }, { as: house.as("compliance-officer") });
    expect(detail.final).toBe(false);
    expect(await house.run(checkCandidate, { id, version: 1 }, { as: house.as("aml-analyst") })).toMatchObject({
      ok: false,
      code: "reports.large-value.not-final",
    });
    await house.pool.query("update import_batches set state = 'finalised' where number = 'IM-X'");
    expect((await house.ask(largeValueDetail, { id }, { as: house.as("compliance-officer") })).final).toBe(true);
  });
});

describe("what people see", () => {
  it("lists by due date, masked, in one programme only", async () => {
    const account = await makeAccount(house, { name: "欧阳测试甲" });
    await makeLeg(house, account, { amountMinor: 70_000_000n, date: DATE, direction: "out" });
    await recompute(account);
    const officer = house.as("compliance-officer");
    const page = await house.ask(largeValueList, { filters: { customer: account.customerId } } as never, {
      as: officer,
    });
    expect(page).toMatchObject({
      count: 1,
      rows: [
        { direction: "out", cnySum: "70000000", cnyLine: "50000000", metBy: "cny", single: true, dueOn: "2026-10-14" },
      ],
    });
    expect(JSON.stringify(page)).not.toContain("阳测试");
    expect(page.rows[0]?.customer.name?.text).toMatch(/^欧•+甲$/);
    const other = await house.ask(largeValueList, {} as never, {
      as: house.as("compliance-officer", { programme: MALL }),
    });
    expect(other.rows).toEqual([]);
    for (const sort of ["due", "date", "amount"] as const) {
      const first = await house.ask(largeValueList, { filters: {}, sort, order: "desc", limit: 1 }, { as: officer });
      const second = await house.ask(
        largeValueList,
        { filters: {}, sort, order: "desc", limit: 1, cursor: first.nextCursor ?? "" },
        { as: officer },
      );
      expect(second.rows[0]?.id).not.toBe(first.rows[0]?.id);
    }
  });

  it("shows each transaction with its arithmetic, and why the term ends when it does", async () => {
    await house.pool.query("insert into fx_rates values ('USD', $1, 7.1, 'test', now())", [DATE]);
    const account = await makeAccount(house);
    await makeLeg(house, account, { amountMinor: 40_000_000n, date: DATE, usdMinor: 5_633_803n });
    await makeLeg(house, account, { amountMinor: 20_000_000n, date: DATE, usdMinor: 2_816_901n });
    await makeLeg(house, account, { amountMinor: 1_000_000n, date: DATE, cash: true });
    await recompute(account);
    const id = (await stateOf(account))?.id ?? "";
    const detail = await house.ask(largeValueDetail, { id }, { as: house.as("auditor") });
    expect(detail.legs.map(({ cnyRunning }) => cnyRunning)).toEqual(expect.arrayContaining(["60000000"]));
    expect(detail).toMatchObject({
      legCount: 2,
      cnySum: "60000000",
      usdSum: "8450704",
      single: false,
      rule: { id: "law-hvt-natural-domestic" },
      term: { rule: { id: "law-hvt-5wd" }, days: 5 },
    });
    expect(detail.legs[0]).toMatchObject({ usdRate: "7.10000000", currency: "CNY", final: true });
    expect(detail.term.steps.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["received", "start-day-excluded", "due"]),
    );
    await expect(
      house.ask(largeValueDetail, { id }, { as: house.as("compliance-officer", { programme: MALL }) }),
    ).rejects.toMatchObject({ category: "not-found" });
    await expect(house.ask(largeValueDetail, { id }, { as: house.as("kyc-reviewer") })).rejects.toMatchObject({
      category: "forbidden",
    });
  });

  it("lists transactions by customer, account and date, without retired ones", async () => {
    const account = await makeAccount(house);
    const gone = await makeLeg(house, account, { amountMinor: 1n, date: DATE });
    await makeLeg(house, account, { amountMinor: 2n, date: "2026-10-09" });
    await house.pool.query("update transactions set retired_at = now() where id = $1", [gone]);
    const ask = (filters: object) =>
      house.ask(transactionsList, { filters } as never, { as: house.as("compliance-officer") });
    expect((await ask({ account: account.accountId })).rows).toMatchObject([
      { amountMinor: "2", businessDate: "2026-10-09" },
    ]);
    expect((await ask({ customer: account.customerId, date: { from: DATE, to: DATE } })).rows).toEqual([]);
    expect((await ask({ customer: account.customerId, kind: ["transfer"], direction: ["in"] })).count).toBe(1);
  });
});

describe("export", () => {
  it("is recorded, opens once, for the same person, masked and safe to open", async () => {
    const account = await makeAccount(house, { name: "=HYPERLINK(1)" });
    await makeLeg(house, account, { amountMinor: 90_000_000n, date: DATE });
    await recompute(account);
    const auditor = house.as("auditor");
    const outcome = await house.run(exportLargeValue, { from: DATE, to: DATE, language: "en" }, { as: auditor });
    if (!outcome.ok) throw new Error(outcome.code);
    const { exportId } = outcome.result;
    expect(
      await house.rows("select 1 from audit_entries where kind = 'reports.large-value.export' and subject_id = $1", [
        exportId,
      ]),
    ).toHaveLength(1);
    await expect(openExport(house.runtime, house.as("auditor", { second: true }), exportId)).rejects.toMatchObject({
      category: "not-found",
    });
    const filters = await openExport(house.runtime, auditor, exportId);
    await expect(openExport(house.runtime, auditor, exportId)).rejects.toMatchObject({ category: "not-found" });
    const csv = Buffer.concat(await all(tableFile("csv", largeValueTable(house.runtime, auditor, filters)))).toString();
    expect(csv.startsWith("\ufeffNumber,State,Final,")).toBe(true);
    const [row] = csv.split("\r\n").filter((line) => line.includes("900000.00"));
    expect(row).toContain("500000.00");
    expect(row).toContain("'=***");
    expect(csv).not.toContain("HYPERLINK");
    const stranger = largeValueTable(house.runtime, house.as("kyc-reviewer"), filters);
    await expect(all(stranger.pages)).rejects.toMatchObject({ category: "forbidden" });
  });

  it("leaves as a workbook when asked", async () => {
    const auditor = house.as("auditor");
    const outcome = await house.run(exportLargeValue, { format: "xlsx" }, { as: auditor });
    if (!outcome.ok) throw new Error(outcome.code);
    const filters = await openExport(house.runtime, auditor, outcome.result.exportId);
    expect(filters.format).toBe("xlsx");
    const [entry] = await house.rows<{ leaf: string }>("select leaf from audit_entries where subject_id = $1", [
      outcome.result.exportId,
    ]);
    expect(JSON.parse(entry?.leaf ?? "{}")).toMatchObject({ data: { format: "xlsx", masked: true } });
    const response = await tableResponse("list", "xlsx", largeValueTable(house.runtime, auditor, filters));
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="list.xlsx"');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
  });
});

describe("recomputing a range", () => {
  it("gives the same list again, and is recorded with the rules it rests on", async () => {
    const before = await house.rows("select id, state, version, cny_sum from large_value_candidates order by id");
    const outcome = await house.run(
      recomputeRange,
      { from: "2026-10-01", to: "2026-11-30" },
      { as: house.system("system:cli") },
    );
    expect(outcome).toMatchObject({ ok: true, result: { opened: 0, withdrawn: 0 } });
    expect(await house.rows("select id, state, version, cny_sum from large_value_candidates order by id")).toEqual(
      before,
    );
    expect(
      await house.run(recomputeRange, { from: DATE, to: DATE }, { as: house.as("compliance-lead") }),
    ).toMatchObject({ ok: false, code: "kernel.permission.denied" });
  });
});
