import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { permissionsOf } from "@/domain/permissions";
import { instant, localDate } from "@/domain/shared/time";
import { visibleKinds } from "@/domain/worklist/model";
import { standingDays, standingOf } from "@/domain/worklist/standing";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount, makePerson } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse, PAY, type Programme } from "@/server/kernel/testing/house";
import { takeItem } from "./commands/take-item";
import { worklistCountsQuery, worklistListQuery } from "./queries";
import { type NewWorkItem, openItems } from "./store";
import { openWork } from "./testing";

let house: House;
let account: MadeAccount;

async function open(items: Partial<NewWorkItem>[], programme: Programme = PAY): Promise<void> {
  const full = items.map((item, at) => ({
    kind: "large-value",
    number: `LV-${String(at).padStart(6, "0")}`,
    subjectType: "large-value",
    subjectId: newId() as string,
    ...item,
  }));
  await inScope(house.runtime, house.system("system:worker", programme), "write", async ({ tx, actor, now }) => {
    await openItems(tx, actor, full, now);
    return { keep: true, value: undefined };
  });
}
const due = (day: string) => ({ dueOn: localDate(day), dueAt: instant(`${day}T23:59:59.999+08:00`) });

beforeAll(async () => {
  house = await openHouse();
  account = await makeAccount(house, { name: "苏安晏" });
  const officer = house.as("compliance-officer");
  await open([
    { ...due("2026-10-08"), customerId: account.customerId, accountId: account.accountId },
    due("2026-10-09"),
    due("2026-10-10"),
    due("2026-10-12"),
    due("2026-10-13"),
    due("2026-10-14"),
    {},
    {
      kind: "approval",
      subjectType: "approval",
      number: "AP-000001",
      ...due("2026-10-10"),
      excludedPersonId: officer.personId,
    },
    { kind: "core-failure", subjectType: "measure", number: "CM-000001" },
  ]);
  await open([due("2026-10-09")], MALL);
  await open([{ ...due("2026-10-09"), number: "LV-900001", clearance: "suspicion" }]);
});
afterAll(() => house.close());

const list = (input: object = {}, role: Parameters<House["as"]>[0] = "compliance-officer") =>
  house.ask(
    worklistListQuery,
    { filters: {}, sort: "dueAt", order: "asc", limit: 50, ...input },
    { as: house.as(role) },
  );

describe("worklist.list", () => {
  it("gives what is due soonest first, what has no date last", async () => {
    const { rows } = await list();
    expect(rows.map(({ standing }) => standing)).toEqual([
      "late",
      "today",
      "next",
      "next",
      "soon",
      "soon",
      "later",
      "undated",
      "undated",
    ]);
    expect(rows[0]).toMatchObject({
      customer: { id: account.customerId, name: { text: "苏•晏" } },
      accountNumber: account.accountNumber,
    });
    expect(JSON.stringify(rows)).not.toContain("苏安晏");
    expect(rows.map(({ workingDaysLeft }) => workingDaysLeft)).toEqual([-1, 0, 1, 1, 2, 3, 4, null, null]);
  });

  it("agrees with the domain about every standing", async () => {
    const days = standingDays(house.clock.now(), house.runtime.calendar);
    for (const row of (await list()).rows) {
      const dates = { dueAt: row.dueAt ? instant(row.dueAt) : null, dueOn: row.dueOn ? localDate(row.dueOn) : null };
      expect(standingOf(dates, house.clock.now(), days)).toBe(row.standing);
    }
  });

  it("pages through dated and undated items without loss", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(9);
  });

  it("shows only kinds the reader may see", async () => {
    expect((await list({}, "customer-service")).rows.map(({ kind }) => kind)).toEqual(["core-failure"]);
    expect((await list({}, "kyc-reviewer")).rows).toEqual([]);
    await expect(list({}, "administrator")).rejects.toThrow(new AppError("forbidden"));
  });

  it("shows the maker's own proposal as waiting for others", async () => {
    const waiting = async (role: Parameters<House["as"]>[0]) =>
      (await list({ filters: { kind: ["approval"] } }, role)).rows.map((row) => row.waiting);
    expect(await waiting("compliance-officer")).toEqual(["others"]);
    expect(await waiting("compliance-lead")).toEqual(["me"]);
    expect((await list({ filters: { waiting: ["others"] } })).count).toBe(1);
  });

  it("hides what touches a suspicion from the uncleared, in rows and counts", async () => {
    const numbers = async (role: Parameters<House["as"]>[0]) => (await list({}, role)).rows.map((row) => row.number);
    expect(await numbers("compliance-officer")).not.toContain("LV-900001");
    expect(await numbers("compliance-lead")).toContain("LV-900001");
    const counts = async (role: Parameters<House["as"]>[0]) =>
      (await house.ask(worklistCountsQuery, {}, { as: house.as(role) })).find(({ kind }) => kind === "large-value")
        ?.open;
    expect([await counts("compliance-officer"), await counts("compliance-lead")]).toEqual([7, 8]);
  });

  it("filters by standing and due day alike", async () => {
    expect((await list({ filters: { standing: ["next", "soon"] } })).count).toBe(4);
    expect((await list({ filters: { due: { from: "2026-10-10", to: "2026-10-13" } } })).count).toBe(4);
    expect((await list({ filters: { opened: { from: "2026-10-09", to: "2026-10-09" } } })).count).toBe(9);
    expect((await list({ filters: { customer: account.customerId } })).count).toBe(1);
  });
});

describe("worklist.counts", () => {
  it("counts open, late and waiting for others per visible kind", async () => {
    const counts = await house.ask(worklistCountsQuery, {}, { as: house.as("compliance-officer") });
    expect(counts.map(({ kind }) => kind)).toEqual(visibleKinds(permissionsOf(["compliance-officer"])));
    expect(counts.filter(({ open }) => open > 0)).toEqual([
      { kind: "approval", open: 1, late: 0, waitingForOthers: 1 },
      { kind: "large-value", open: 7, late: 1, waitingForOthers: 0 },
      { kind: "core-failure", open: 1, late: 0, waitingForOthers: 0 },
    ]);
  });

  it("is exact while others open, take and close", async () => {
    const counted = async (as: Parameters<House["ask"]>[2]["as"]) =>
      (await house.ask(worklistCountsQuery, {}, { as })).find(({ kind }) => kind === "large-value")?.open;
    const analyst = house.as("aml-analyst");
    const truth = async () =>
      (
        await house.rows<{ n: number }>(
          "select count(*)::int as n from work_items where programme_id = 'pay' and kind = 'large-value' and state = 'open'",
        )
      )[0]?.n;
    const people = await Promise.all(Array.from({ length: 4 }, () => makePerson(house, { roles: ["aml-analyst"] })));
    const before = (await counted(analyst)) ?? 0;
    const seen: (number | undefined)[] = [];
    await Promise.all([
      ...people.map(async (as) => {
        for (let n = 0; n < 5; n++) {
          const [id = ""] = await openWork(house, [{}, {}]);
          await house.run(takeItem, { itemId: id }, { as });
          await house.rows("update work_items set state = 'done', closed_at = now() where id = $1", [id]);
        }
      }),
      (async () => {
        for (let n = 0; n < 10; n++) seen.push(await counted(analyst));
      })(),
    ]);
    expect(await counted(analyst)).toBe(await truth());
    expect(await counted(analyst)).toBe(before + 20);
    for (const n of seen) expect(n).toBeGreaterThanOrEqual(before);
    // Two opened in one commit are seen together or not at all.
    expect(seen.every((n) => n !== undefined && n <= before + 40)).toBe(true);
  });
});
