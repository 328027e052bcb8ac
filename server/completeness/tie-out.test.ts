import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DayLine, spell } from "@/domain/completeness/day-end";
import { addDays, type Instant, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { type MadeAccount, makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import type { CoreStatements, DayAnswer } from "./adapters/core-statements";
import { explainDifference } from "./commands/explain-difference";
import { putStatement } from "./commands/put-statement";
import { dayList, differenceDetail, differenceList } from "./day-queries";
import { tieDays } from "./tie-days";

let house: House;
let account: MadeAccount;
beforeAll(async () => {
  house = await openHouse();
  account = await makeAccount(house);
  house.clock.set("2026-10-09T14:32:00+08:00");
});
afterAll(() => house.close());

const DAY = "2026-10-08" as LocalDate;
const officer = () => house.as("compliance-officer");
const at = (hour: number) =>
  `2026-10-${hour < 8 ? "07" : "08"}T${String((hour + 16) % 24).padStart(2, "0")}:10:00.000Z` as Instant;
const line = (some: Partial<DayLine>): DayLine => ({
  currency: "CNY",
  direction: "in",
  trade: "payment",
  hour: 9,
  count: 1,
  minor: 100n,
  ...some,
});
const text = (lines: readonly DayLine[], some: object = {}) =>
  JSON.stringify({
    programme: "pay",
    businessDate: DAY,
    madeAt: "2026-10-08T17:00:00.000Z",
    lines: lines.map((one) => ({ ...one, minor: String(one.minor) })),
    ...some,
  });
/** A core that answers for one day of `pay`, and says of every other that it is not closed. */
const core = (answer: DayAnswer | readonly DayLine[]): CoreStatements => ({
  ofDay: async (programme, date) => {
    if (programme !== "pay" || date !== DAY) return { kind: "not-closed" };
    return "kind" in answer ? answer : { kind: "statement", text: text(answer) };
  },
});
const run = (answer: DayAnswer | readonly DayLine[]) => tieDays(house.runtime, core(answer), { requestId: "t" });
const leg = (hour: number, amountMinor: bigint, more: object = {}) =>
  makeLeg(house, account, { amountMinor, kind: "payment", date: DAY, occurredAt: at(hour), ...more });
const differences = async () => (await house.ask(differenceList, {}, { as: officer() })).differences;
const work = () =>
  house.rows("select number from work_items where kind = 'completeness-difference' and state = 'open'");

beforeEach(async () => {
  await house.rows("delete from transactions");
  await house.rows("delete from work_items");
  for (const table of ["day_statements", "tie_outs", "tie_differences"]) {
    await house.rows(`alter table ${table} disable trigger user`);
    await house.rows(`delete from ${table}`);
  }
  await leg(9, 100n);
  await leg(9, 250n);
  await leg(23, 70n, { direction: "out" });
  // Of another programme and another day: none of this day's business.
  await makeLeg(house, account, { amountMinor: 9n, date: DAY, programme: MALL, occurredAt: at(9) });
  await makeLeg(house, account, {
    amountMinor: 9n,
    date: "2026-10-07",
    occurredAt: "2026-10-07T02:00:00.000Z" as Instant,
  });
});
const TRUE = [line({ count: 2, minor: 350n }), line({ direction: "out", hour: 23, minor: 70n })];

describe("a day is tied out", () => {
  it("equal: kept with both sides, and not again while nothing changes", async () => {
    expect(await run(TRUE)).toBe(1);
    expect(await run(TRUE)).toBe(0);
    const [day] = (await house.ask(dayList, {}, { as: officer() })).days;
    expect(day).toMatchObject({ date: DAY, state: "tied", source: "core", coreCount: 3, ourCount: 3, differences: 0 });
    const [kept] = await house.rows<{ our_lines: { minor: string }[] }>("select our_lines from tie_outs");
    expect(kept?.our_lines.map(({ minor }) => minor)).toEqual(["350", "70"]);
    expect(await work()).toEqual([]);
  });

  it("a leg that we do not have is a difference, narrowed to its hour, and work for an officer", async () => {
    await run([...TRUE, line({ hour: 3, trade: "refund", minor: 40n })]);
    const [one, ...more] = await differences();
    expect(more).toEqual([]);
    expect(one).toMatchObject({ kind: "missing-here", trade: "refund", coreMinor: "40", ourMinor: "0", state: "open" });
    expect(one?.slices).toEqual([{ hour: 3, coreCount: 1, coreMinor: "40", ourCount: 0, ourMinor: "0" }]);
    expect(await work()).toEqual([{ number: one?.number }]);
    expect(JSON.stringify(await house.jobs("notifications.notice"))).toContain("completeness-difference");
  });

  it("a late import heals it by itself, and it says so", async () => {
    await run([...TRUE, line({ hour: 3, trade: "refund", minor: 40n })]);
    await leg(3, 40n, { kind: "refund" });
    await run([...TRUE, line({ hour: 3, trade: "refund", minor: 40n })]);
    const [one] = await differences();
    expect(one).toMatchObject({ state: "healed", reason: null });
    expect(one?.closedAt).not.toBeNull();
    expect(await work()).toEqual([]);
    expect((await house.ask(dayList, {}, { as: officer() })).days[0]).toMatchObject({ state: "tied", open: 0 });
  });

  it("what was tied and changes on our side afterwards is tied again, without asking the core", async () => {
    await run(TRUE);
    await leg(11, 5n);
    expect(await run({ kind: "unavailable", cause: "network" })).toBe(1);
    expect((await differences())[0]).toMatchObject({ kind: "counts", slices: [{ hour: 11, ourCount: 1 }] });
  });

  it("explained once; stays explained while the same, opens again when it changes", async () => {
    const lying = [line({ count: 2, minor: 999n }), line({ direction: "out", hour: 23, minor: 70n })];
    await run(lying);
    const id = (await differences())[0]?.id ?? "";
    const input = { differenceId: id, reason: "core-error" } as const;
    expect(await house.run(explainDifference, input, { as: house.as("auditor") })).toMatchObject({ ok: false });
    await expect(
      house.run(explainDifference, input, { as: house.as("compliance-officer", { programme: MALL }) }),
    ).rejects.toMatchObject({ category: "not-found" });
    expect(await house.run(explainDifference, input, { as: officer() })).toMatchObject({ ok: true });
    expect(await house.run(explainDifference, input, { as: officer() })).toMatchObject({
      code: "completeness.difference.not-open",
    });
    expect(await work()).toEqual([]);
    await house.run(putStatement, { text: text(lying) }, { as: house.system("system:worker") });
    expect((await differences())[0]).toMatchObject({ state: "explained", kind: "sums", reason: "core-error" });
    await leg(9, 1n);
    await run(lying);
    expect(await house.ask(differenceDetail, { differenceId: id }, { as: officer() })).toMatchObject({
      state: "open",
      reason: null,
      ourMinor: "351",
    });
    expect(await work()).toHaveLength(1);
  });

  it("a statement twice is one; a core that changes its mind is tied anew, and back again", async () => {
    const other = [line({ count: 3, minor: 350n }), TRUE[1] as DayLine];
    const put = (lines: readonly DayLine[]) =>
      house.run(putStatement, { text: text(lines) }, { as: house.system("system:worker") });
    await put(other);
    await put([...other].reverse());
    expect(await house.rows("select from day_statements")).toHaveLength(1);
    expect((await differences())[0]?.state).toBe("open");
    await put(TRUE);
    expect((await differences())[0]?.state).toBe("healed");
    await put(other);
    expect((await differences()).map(({ state }) => state)).toEqual(["open", "healed"]);
    await leg(9, 0n);
    await run({ kind: "not-closed" });
    expect((await house.ask(dayList, {}, { as: officer() })).days[0]?.coreCount).toBe(4);
  });

  it("a core that lies about everything opens no more than a day's worth", async () => {
    const kinds = ["top-up", "withdrawal", "transfer", "payment", "debit", "refund", "fee"];
    const lies = ["AUD", "CAD", "CHF", "EUR", "GBP", "HKD", "JPY"].flatMap((currency) =>
      kinds.flatMap((trade) => (["in", "out"] as const).map((direction) => line({ currency, trade, direction }))),
    );
    await run(lies);
    expect((await house.rows("select from tie_differences")).length).toBe(50);
    expect((await house.ask(dayList, {}, { as: officer() })).days[0]?.differences).toBe(lies.length + 2);
  });
});

describe("the core", () => {
  it.each(["network", "timeout", "status", "signature", "too-large"] as const)(
    "%s: the run fails and nothing is tied",
    async (cause) => {
      await expect(run({ kind: "unavailable", cause })).rejects.toThrow(cause);
      expect(await house.rows("select from tie_outs")).toEqual([]);
    },
  );

  it("gives a statement of another day, or nonsense: the run fails", async () => {
    await expect(run({ kind: "statement", text: text(TRUE, { businessDate: "2026-10-06" }) })).rejects.toThrow(
      "unreadable",
    );
    await expect(run({ kind: "statement", text: "{" })).rejects.toThrow("unreadable");
  });

  it("leaves the day open: waited for, and a failed run after two days", async () => {
    expect(await run({ kind: "not-closed" })).toBe(0);
    await run(TRUE);
    house.clock.set("2026-10-13T14:32:00+08:00");
    await expect(run(TRUE)).rejects.toThrow("not-closed");
    house.clock.set("2026-10-09T14:32:00+08:00");
  });
});

describe("a file", () => {
  it("is taken in by an officer, in CSV too", async () => {
    const csv = `business_date,currency,direction,trade,hour,count,minor\n${DAY},CNY,in,payment,9,2,350\n${DAY},CNY,out,payment,23,1,70\n`;
    expect(await house.run(putStatement, { text: csv }, { as: officer() })).toMatchObject({
      ok: true,
      result: { date: DAY, differences: 0 },
    });
    expect((await house.ask(dayList, {}, { as: officer() })).days[0]).toMatchObject({ state: "tied", source: "file" });
  });

  it("but not of another programme, of today, broken, or by who may not; nothing changes", async () => {
    const before = await house.checksums();
    const put = (said: string, as = officer()) => house.run(putStatement, { text: said }, { as });
    const today = shanghaiDate(house.clock.now());
    expect(await put(text(TRUE, { programme: "mall" }))).toMatchObject({ code: "completeness.statement.malformed" });
    expect(await put(text(TRUE, { businessDate: today }))).toMatchObject({ code: "completeness.statement.too-early" });
    expect(await put(text(TRUE, { businessDate: addDays(today, 1) }))).toMatchObject({ ok: false });
    expect(await put("x")).toMatchObject({ code: "completeness.statement.malformed" });
    expect(await put(text([...TRUE, ...TRUE]))).toMatchObject({ code: "completeness.statement.doubled" });
    expect(await put(text(TRUE), house.as("auditor"))).toMatchObject({ code: "kernel.permission.denied" });
    expect(await house.checksums()).toEqual(before);
    expect(spell(TRUE)).toContain("350");
  });
});
