import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CONTROL_NAMES } from "@/domain/completeness/register";
import { addDuration, type Instant } from "@/domain/shared/time";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { explainMiss } from "./commands/explain-miss";
import { controlled, controlledLoop, enterRun } from "./controlled";
import { missDetail, missList, registerList } from "./queries";
import { enterControls, watch } from "./watch";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const officer = () => house.as("compliance-officer");
const later = (minutes: number) => house.clock.set(addDuration(house.clock.now(), { minutes }));
const openWork = () =>
  house.rows<{ programme_id: string; number: string; subject_id: string }>(
    "select programme_id, number, subject_id from work_items where kind = 'control-missed' and state = 'open' order by programme_id, number",
  );
const line = async (control: string) =>
  (await house.ask(registerList, {}, { as: officer() })).controls.find((one) => one.control === control);
/** Every control ran well at this moment. */
const allRan = async () => {
  const at: Instant = house.clock.now();
  const run = { startedAt: at, endedAt: at, outcome: "done", handled: 0, rounds: 1 } as const;
  for (const control of CONTROL_NAMES) await enterRun(house.runtime, { ...run, control });
};

beforeEach(async () => {
  await house.rows("delete from control_misses");
  await house.rows("delete from work_items");
  await house.rows("delete from control_standings");
  await house.rows("delete from control_runs");
  await house.rows("delete from control_days");
  await enterControls(house.runtime);
});

describe("a run is entered", () => {
  it("with its result, zero included", async () => {
    await controlled(house.runtime, "evidence-sweep", async () => 0);
    expect(await line("evidence-sweep")).toMatchObject({ state: "ok", lastOutcome: "done", lastCount: 0 });
    await controlled(house.runtime, "evidence-sweep", async () => 7);
    const now = await line("evidence-sweep");
    expect(now).toMatchObject({ lastCount: 7, missId: null });
    expect(now?.strip.at(-1)).toMatchObject({ done: 2, failed: 0, known: true });
    expect(now?.strip).toHaveLength(30);
  });

  it("when it failed too, and what it threw is thrown on", async () => {
    const fail = () => controlled(house.runtime, "evidence-sweep", () => Promise.reject(new Error("disk")));
    await expect(fail()).rejects.toThrow("disk");
    expect(await line("evidence-sweep")).toMatchObject({ state: "failing", lastOutcome: "failed", lastDoneAt: null });
  });

  it("of a loop once a minute, its rounds and results summed, failed when one round failed", async () => {
    const results: (() => Promise<unknown>)[] = [];
    const round = controlledLoop(house.runtime, "audit-seal", () => results.shift()?.() ?? Promise.resolve(1));
    await round();
    for (let n = 0; n < 5; n += 1) await round();
    expect(await house.rows("select rounds, handled::int from control_runs")).toEqual([{ rounds: 1, handled: 1 }]);
    results.push(() => Promise.reject(new Error("cut")));
    await expect(round()).rejects.toThrow("cut");
    later(1);
    await round();
    expect(
      await house.rows("select rounds, handled::int, outcome from control_runs order by ended_at desc limit 1"),
    ).toEqual([{ rounds: 7, handled: 6, outcome: "failed" }]);
  });
});

describe("a control that does not run", () => {
  it("is told of once in every programme, as work and to the people of its owner, whoever looks", async () => {
    await allRan();
    expect(await watch(house.runtime)).toBe(0);
    later(21);
    await controlled(house.runtime, "audit-seal", async () => 0);
    const missed = await watch(house.runtime);
    expect(missed).toBeGreaterThan(1);
    const work = await openWork();
    expect(new Set(work.map((row) => row.programme_id))).toEqual(new Set(["mall", "pay"]));
    expect(work).toHaveLength(missed * 2);

    await Promise.all([watch(house.runtime), watch(house.runtime)]);
    expect(await openWork()).toEqual(work);
    const told = await house.jobs("notifications.notice");
    const { misses } = await house.ask(missList, {}, { as: officer() });
    const evidence = misses.find(({ control }) => control === "evidence-sweep");
    expect(evidence).toMatchObject({ owner: "administrator", reason: null, ranAgainAt: null });
    expect(misses.some(({ control }) => control === "audit-seal")).toBe(false);
    expect(JSON.stringify(told)).toContain(house.as("administrator").personId);
    expect((await line("evidence-sweep"))?.missId).toBe(evidence?.id);
  });

  it("ends by itself when it runs again, and stays in the list with its length", async () => {
    await allRan();
    later(30);
    await watch(house.runtime);
    await allRan();
    await watch(house.runtime);
    expect(await openWork()).toEqual([]);
    const { misses } = await house.ask(missList, {}, { as: officer() });
    expect(misses.every(({ ranAgainAt }) => ranAgainAt === house.clock.now())).toBe(true);
    expect(misses.length).toBeGreaterThan(0);
  });

  it("a failing run does not keep it from being missed", async () => {
    await allRan();
    later(25);
    await controlled(house.runtime, "evidence-sweep", () => Promise.reject(new Error("no"))).catch(() => undefined);
    await watch(house.runtime);
    expect((await line("evidence-sweep"))?.state).toBe("missed");
  });

  it("is explained once, by who may, in his own programme", async () => {
    await allRan();
    later(30);
    await watch(house.runtime);
    const { misses } = await house.ask(missList, {}, { as: officer() });
    const missId = misses[0]?.id ?? "";
    const input = { missId, reason: "outage" } as const;
    expect(await house.run(explainMiss, input, { as: house.as("auditor") })).toMatchObject({ ok: false });
    const stranger = house.as("compliance-officer", { programme: MALL });
    await expect(house.run(explainMiss, input, { as: stranger })).rejects.toMatchObject({ category: "not-found" });
    expect(await house.run(explainMiss, input, { as: officer() })).toMatchObject({ ok: true });
    expect(await house.run(explainMiss, input, { as: officer() })).toMatchObject({
      ok: false,
      code: "completeness.miss.not-open",
    });
    expect(await house.ask(missDetail, { missId }, { as: officer() })).toMatchObject({
      reason: "outage",
      explainedBy: { nameZh: "compliance-officer" },
    });
    expect((await openWork()).some((row) => row.subject_id === missId)).toBe(false);
    await watch(house.runtime);
    expect((await openWork()).some((row) => row.subject_id === missId)).toBe(false);
  });
});

it("never-run backups are missed from the day the house knows of them", async () => {
  await allRan();
  expect((await line("operations-backup"))?.state).toBe("new");
  later(37 * 60);
  expect((await line("operations-backup"))?.state).toBe("missed");
  expect((await line("operations-drill"))?.state).toBe("new");
});
