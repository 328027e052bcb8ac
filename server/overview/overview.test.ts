import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Figure } from "@/domain/overview/schema";
import { instant, localDate } from "@/domain/shared/time";
import { listApprovals } from "@/server/approvals/queries";
import { listMeasures } from "@/server/controls/measures-list";

import { road } from "@/server/controls/testing";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse, PAY, type Programme } from "@/server/kernel/testing/house";
import { openItems } from "@/server/worklist/public";
import { worklistListQuery } from "@/server/worklist/queries";
import { overviewStatusQuery, overviewSummaryQuery } from "./queries";

let house: House;

async function openLargeValues(days: readonly string[], programme: Programme = PAY): Promise<void> {
  const items = days.map((day) => ({
    kind: "large-value",
    number: "LV-1",
    subjectType: "large-value",
    subjectId: newId() as string,
    dueOn: localDate(day),
    dueAt: instant(`${day}T23:59:59.999+08:00`),
  }));
  await inScope(house.runtime, house.system("system:worker", programme), "write", async ({ tx, actor, now }) => {
    await openItems(tx, actor, items, now);
    return { keep: true, value: undefined };
  });
}

beforeAll(async () => {
  house = await openHouse();
  house.clock.set("2026-10-02T10:00:00+08:00");
  await openLargeValues(["2026-10-08", "2026-10-09", "2026-10-10"]);
  house.clock.set("2026-10-09T14:32:00+08:00");
  await openLargeValues(["2026-10-13", "2026-10-30"]);
  await openLargeValues(["2026-10-08"], MALL);
  const { propose, approve } = road(house);
  const first = await propose((await makeAccount(house)).accountId);
  await approve(first.approvalId);
  await propose((await makeAccount(house)).accountId);
});
afterAll(() => house.close());

const summary = (role: Parameters<House["as"]>[0] = "compliance-officer") =>
  house.ask(overviewSummaryQuery, {}, { as: house.as(role) });

/** How many rows the list named by a figure shows with the figure's filters. */
async function rowsOf(figure: Figure): Promise<number> {
  const lists = {
    "worklist.list": worklistListQuery,
    "controls.measures.list": listMeasures,
    "approvals.list": listApprovals,
  };
  const query = lists[figure.list as keyof typeof lists] as typeof worklistListQuery;
  const input = { ...query.input.parse({}), filters: figure.filters };
  return (await house.ask(query, input as never, { as: house.as("compliance-officer") })).count;
}

describe("overview.summary", () => {
  it("counts work by kind and standing", async () => {
    const { work } = await summary();
    const large = work.kinds.find(({ kind }) => kind === "large-value");
    const counts = Object.fromEntries(
      Object.entries(large?.standings ?? {}).map(([name, figure]) => [name, figure.count]),
    );
    expect(counts).toEqual({ late: 1, today: 1, next: 1, soon: 1, later: 1, undated: 0 });
    expect(large).toMatchObject({ open: { count: 5 }, weekChange: 2 });
    expect(large?.trend.slice(-9)).toEqual([0, 3, 3, 3, 3, 3, 3, 3, 5]);
    expect(work.total.open.count).toBe(6);
  });

  it("names for each figure the list that shows exactly its rows", async () => {
    const { work, backlog, measures, fourEyes } = await summary();
    const figures = [
      work.total.open,
      ...Object.values(work.total.standings),
      ...work.kinds.flatMap(({ open, standings }) => [open, ...Object.values(standings)]),
      ...backlog.buckets.map(({ figure }) => figure),
      ...(measures
        ? [
            measures.live,
            ...measures.sources.flatMap((row) => [
              row.live,
              row.newInWeek,
              row.endingSoon,
              row.reviewInWeek,
              row.reviewOverdue,
              row.lookOverdue,
            ]),
          ]
        : []),
      ...(fourEyes?.kinds.flatMap((row) => [row.checked, row.rejected, row.voided]) ?? []),
    ];
    expect(figures.filter(({ count }) => count > 0).length).toBeGreaterThan(12);
    for (const figure of figures) expect(await rowsOf(figure), JSON.stringify(figure)).toBe(figure.count);
  });

  it("tells the age of the backlog and its oldest item", async () => {
    const { backlog } = await summary();
    expect(backlog.oldest).toMatchObject({ kind: "large-value", days: 7 });
    expect(backlog).toMatchObject({ medianDays: 0, p95Days: 7 });
  });

  it("shows measures and decisions", async () => {
    const { measures, fourEyes, core } = await summary();
    expect(measures?.live.count).toBe(1);
    expect(fourEyes).toMatchObject({
      kinds: [{ checked: { count: 1 }, medianMinutes: 0, rejected: { count: 0 } }],
      selfApproved: 0,
    });
    expect(core).toMatchObject({ state: "normal", waiting: 1, unanswered: 0 });
  });

  it("leaves out sections the reader may not see", async () => {
    const seen = await summary("privacy-officer");
    expect(seen).toMatchObject({
      measures: null,
      fourEyes: null,
      largeValue: null,
      imports: null,
      work: { total: { open: { count: 0 } } },
      backlog: { oldest: null },
    });
    const kinds = seen.work.kinds.map(({ kind }) => kind);
    expect(kinds).toContain("privacy-request");
    expect(kinds).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(large-value|measure-review|loss-report)$/)]),
    );
    await expect(summary("administrator")).rejects.toThrow(new AppError("forbidden"));
  });
});

describe("overview.status", () => {
  const status = (role: Parameters<House["as"]>[0]) => house.ask(overviewStatusQuery, {}, { as: house.as(role) });

  it("says that tomorrow is a worked Saturday, and counts the reader's own work", async () => {
    expect(await status("compliance-lead")).toMatchObject({
      calendarNote: { date: "2026-10-10", kind: "make-up", weekday: 6 },
      myWork: 6,
      toCheck: 1,
      sealedAt: null,
    });
    expect(await status("compliance-officer")).toMatchObject({ myWork: 5, toCheck: null });
    expect(await status("administrator")).toMatchObject({ myWork: null, toCheck: null });
  });

  it("tells when the core leaves an instruction unanswered for long", async () => {
    house.clock.set("2026-10-09T14:40:00+08:00");
    expect((await status("auditor")).core).toMatchObject({ state: "unanswered", unanswered: 1, waiting: 1 });
    house.clock.set("2026-10-09T14:32:00+08:00");
  });
});
