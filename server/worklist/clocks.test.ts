import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clockFigure } from "@/domain/clocks/counting-rules";
import { computeDue } from "@/domain/clocks/due-date";
import { addDuration, localDate } from "@/domain/shared/time";
import { startClocks } from "@/server/clocks/public";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { resumeItem } from "./commands/resume-item";
import { suspendItem } from "./commands/suspend-item";
import { takeItem } from "./commands/take-item";
import { sweepWorklist } from "./handlers";
import { openWork } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const STARTED = localDate("2026-10-09");
const analyst = () => house.as("aml-analyst");

/** An item taken by the analyst whose subject has a running clock of this rule. */
async function itemWithClock(rule: string): Promise<string> {
  const subjectId = newId();
  await inScope(house.runtime, house.system("system:worker"), "write", async ({ tx, actor, rules, calendar, now }) => {
    const period = clockFigure(rules, rule, "days", STARTED);
    const due = computeDue({ startedOn: STARTED, figure: period, rules, calendar, now });
    if (!period.rule) throw new Error("a period without a rule");
    const subject = { subjectType: "large-value", subjectIds: [subjectId] };
    await startClocks(tx, actor, { ...subject, rule: period.rule, figure: "days", due });
    return { keep: true, value: undefined };
  });
  const [itemId = ""] = await openWork(house, [{ subjectId }]);
  await house.run(takeItem, { itemId }, { as: analyst() });
  return itemId;
}

const suspend = (itemId: string, reason: "customer" | "core") =>
  house.run(
    suspendItem,
    { itemId, until: addDuration(house.clock.now(), { hours: 24 * 9 }), reason },
    { as: analyst() },
  );
const state = async (itemId: string) =>
  (
    await house.rows<{ state: string; version: number; due: string | null; day: string }>(
      `select c.state, w.version, w.due_on::text as due, c.due_on::text as day from work_items w join clocks c on c.subject_id = w.subject_id
       where w.id = $1`,
      [itemId],
    )
  )[0];

describe("a suspended item", () => {
  it("pauses the clock whose rule allows it, and moves with it when it comes back by itself", async () => {
    const itemId = await itemWithClock("mipriv-request-15wd");
    const before = await state(itemId);
    const outcome = await suspend(itemId, "customer");
    expect(outcome).toMatchObject({ ok: true, result: { clocksPaused: 1 } });
    const paused = await state(itemId);
    expect(paused?.state).toBe("paused");
    expect(outcome).toMatchObject({ result: { version: paused?.version } });
    house.clock.set("2026-10-19T09:00:00+08:00");
    await sweepWorklist(house.runtime, { requestId: newId() });
    const after = await state(itemId);
    expect(after?.state).toBe("running");
    expect((after?.day ?? "") > (before?.day ?? "")).toBe(true);
    expect(after?.due).toBe(after?.day);
    house.clock.set("2026-10-09T14:32:00+08:00");
  });

  it("lets a report's clock run on, and one whose reason is no ground", async () => {
    const report = await itemWithClock("law-hvt-5wd");
    expect(await suspend(report, "customer")).toMatchObject({ result: { clocksPaused: 0 } });
    expect((await state(report))?.state).toBe("running");
    const request = await itemWithClock("mipriv-request-15wd");
    expect(await suspend(request, "core")).toMatchObject({ result: { clocksPaused: 0 } });
    expect((await state(request))?.state).toBe("running");
    const back = await house.run(resumeItem, { itemId: request, reason: "answered" }, { as: analyst() });
    expect(back).toMatchObject({ ok: true, result: { version: (await state(request))?.version } });
  });
});
