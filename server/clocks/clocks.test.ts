import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clockFigure } from "@/domain/clocks/counting-rules";
import { computeDue } from "@/domain/clocks/due-date";
import { localDate } from "@/domain/shared/time";
import { approveProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { previewChange } from "@/server/rulebook/change-queries";
import { proposeCalendar } from "@/server/rulebook/commands/propose-calendar";
import { proposeFigure } from "@/server/rulebook/commands/propose-figure";
import { openItems } from "@/server/worklist/public";
import "@/server/worklist/clocks";
import { extendClock } from "./commands/extend-clock";
import { pauseClock } from "./commands/pause-clock";
import { resumeClock } from "./commands/resume-clock";
import { clocksHandlers } from "./handlers";
import { clocksOfSubject, countPeriod } from "./queries";
import { startClocks } from "./store";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const officer = () => house.as("privacy-officer");

/** A clock with an open item on the worklist, begun on a day. */
async function begin(rule: string, on: string, figure = "days") {
  const subjectId = newId();
  await inScope(house.runtime, house.system("system:worker"), "write", async ({ tx, actor, rules, calendar, now }) => {
    const period = clockFigure(rules, rule, figure, localDate(on));
    const due = computeDue({ startedOn: localDate(on), figure: period, rules, calendar, now });
    if (!period.rule) throw new Error("a period without a rule");
    await startClocks(tx, actor, { subjectType: "measure", subjectIds: [subjectId], rule: period.rule, figure, due });
    const item = { kind: "core-failure", number: "T-1", subjectType: "measure", subjectId, customerId: null };
    await openItems(
      tx,
      actor,
      [{ ...item, dueAt: due.dueAt, dueOn: due.dueOn, provisional: due.provisional }] as never,
      now,
    );
    return { keep: true, value: null };
  });
  const [clock] = await house.ask(clocksOfSubject, { subjectType: "measure", subjectId }, { as: officer() });
  if (!clock) throw new Error("no clock");
  return { subjectId, clock };
}

const look = async (subjectId: string) =>
  (await house.ask(clocksOfSubject, { subjectType: "measure", subjectId }, { as: officer() }))[0];
const itemDue = async (subjectId: string) =>
  (await house.rows("select due_on::text, provisional from work_items where subject_id = $1", [subjectId]))[0];

async function approve(approvalId: string) {
  const lead = house.as("compliance-lead");
  await house.stepUp(lead);
  const shown = await house.ask(approvalDetail, { approvalId, token: null }, { as: lead });
  const seenDigest = shown.current?.digest ?? shown.proposed.digest;
  expect(await house.run(approveProposal, { approvalId, seenDigest, token: null }, { as: lead })).toMatchObject({
    ok: true,
  });
}

async function work() {
  const [handler] = clocksHandlers;
  for (const job of await house.jobs("clocks.deadlines.touched")) {
    await handler?.run(
      {
        runtime: house.runtime,
        principal: house.system("system:worker"),
        eventId: job.eventId,
        attempt: 1,
        requestId: "r",
        signal: new AbortController().signal,
      },
      job.payload,
    );
  }
}

describe("a clock", () => {
  it("pauses on a ground its rule allows, goes on, and its item moves with it", async () => {
    house.clock.set("2026-11-12T15:00:00+08:00");
    const { subjectId, clock } = await begin("mipriv-request-15wd", "2026-11-09");
    expect(clock).toMatchObject({ dueOn: "2026-11-30", pauseGrounds: ["requester-papers"], extension: null });
    const paused = await house.run(
      pauseClock,
      { clockId: clock.id, version: clock.version, ground: "requester-papers" },
      { as: officer() },
    );
    expect(paused).toMatchObject({ ok: true, result: { status: "paused" } });
    house.clock.set("2026-11-17T09:00:00+08:00");
    const shown = await look(subjectId);
    expect(shown).toMatchObject({ status: "paused", version: 2, dueOn: "2026-12-03" });
    expect(await house.run(resumeClock, { clockId: clock.id, version: 1 }, { as: officer() })).toMatchObject({
      code: "clocks.clock.stale",
    });
    expect(await house.run(resumeClock, { clockId: clock.id, version: 2 }, { as: officer() })).toMatchObject({
      ok: true,
      result: { dueOn: "2026-12-03", status: "running" },
    });
    expect(await itemDue(subjectId)).toMatchObject({ due_on: "2026-12-03" });
    const after = await look(subjectId);
    expect(after?.history.map(({ kind, ground, rule }) => [kind, ground, rule])).toEqual([
      ["pause", "requester-papers", "mipriv-request-identity@1"],
      ["resume", null, null],
    ]);
    expect(after?.steps.find(({ kind }) => kind === "paused")).toMatchObject({ days: 3 });
    house.clock.set("2026-10-09T14:32:00+08:00");
  });

  it("of a report never pauses nor is extended; a refusal changes nothing and is kept", async () => {
    const { clock } = await begin("law-hvt-5wd", "2026-10-09");
    expect(clock).toMatchObject({ pauseGrounds: [], extension: null });
    const before = await house.checksums();
    const id = { clockId: clock.id, version: clock.version };
    expect(await house.run(pauseClock, { ...id, ground: "requester-papers" }, { as: officer() })).toMatchObject({
      code: "clocks.clock.pause-not-allowed",
    });
    expect(await house.run(extendClock, { ...id, ground: "complex-case", amount: 1 }, { as: officer() })).toMatchObject(
      {
        code: "clocks.clock.extension-not-allowed",
      },
    );
    expect(await house.checksums()).toEqual(before);
    const kept = await house.rows("select outcome from audit_entries where subject_id = $1", [clock.id]);
    expect(kept.map(({ outcome }) => outcome)).toEqual(["refused", "refused"]);
  });

  it("is extended once and as far as its rule goes", async () => {
    const { clock, subjectId } = await begin("law-pboc-complaint-15", "2026-10-09");
    expect(clock.extension).toMatchObject({ most: 45, unit: "calendar-day" });
    const ask = (amount: number, version: number) =>
      house.run(extendClock, { clockId: clock.id, version, ground: "complex-case", amount }, { as: officer() });
    expect(await ask(46, 1)).toMatchObject({ code: "clocks.clock.amount-too-long", params: { most: 45 } });
    expect(await ask(45, 1)).toMatchObject({ ok: true });
    expect(await look(subjectId)).toMatchObject({ dueOn: "2026-12-08", extension: null });
    expect(await ask(1, 2)).toMatchObject({ code: "clocks.clock.extended-already" });
  });

  it("of another programme is not found, and nobody without the right changes one", async () => {
    const { clock } = await begin("mipriv-request-15wd", "2026-10-09");
    const input = { clockId: clock.id, version: 1, ground: "requester-papers" } as const;
    expect(await house.run(pauseClock, input, { as: house.as("privacy-officer", { programme: MALL }) })).toMatchObject({
      code: "kernel.subject.not-found",
    });
    expect(await house.run(pauseClock, input, { as: house.as("customer-service") })).toMatchObject({
      code: "kernel.permission.denied",
    });
  });
});

describe("a changed period", () => {
  it("is previewed, then moves the clocks begun under it, each with its history, and only once", async () => {
    const { subjectId } = await begin("law-hvt-5wd", "2026-10-10");
    const { subjectId: older } = await begin("law-hvt-5wd", "2026-10-08");
    const change = {
      kind: "figures" as const,
      ruleId: "law-hvt-5wd",
      figures: [{ name: "days", value: "3" }],
      from: "2026-10-09",
    };
    const seen = await house.ask(previewChange, { change }, { as: house.as("compliance-officer") });
    const told = seen.ok ? seen.consequences.find(({ name }) => name === "clocks") : null;
    expect(told).toMatchObject({ looked: 2, changed: 2, capped: false });
    expect(told?.examples.find((one) => one.subjectId === subjectId)).toMatchObject({
      before: "2026-10-16",
      after: "2026-10-14",
    });
    const { kind: _, ...asked } = change;
    const made = await house.run(
      proposeFigure,
      { ...asked, reasonCode: "law-amended", sourceReference: "令〔2026〕9号", note: "缩短" } as never,
      { as: house.as("compliance-officer") },
    );
    if (!made.ok) throw new Error(made.code);
    await approve(made.result.approvalId);
    expect(await look(subjectId)).toMatchObject({ dueOn: "2026-10-16" });
    await work();
    await work();
    expect(await look(subjectId)).toMatchObject({ dueOn: "2026-10-14", version: 2, history: [{ kind: "move" }] });
    expect(await itemDue(subjectId)).toMatchObject({ due_on: "2026-10-14" });
    expect(await look(older)).toMatchObject({ dueOn: "2026-10-14", history: [] });
    const [entry] = await house.rows<{ leaf: string }>(
      "select leaf from audit_entries where kind = 'clocks.deadline.move'",
    );
    expect(entry?.leaf).toContain("law-hvt-5wd@2");
  });
});

describe("a calendar year", () => {
  it("makes provisional dates firm, moving those that fall on its rest days", async () => {
    house.clock.set("2026-12-28T09:00:00+08:00");
    const { subjectId, clock } = await begin("mipriv-request-15wd", "2026-12-28");
    expect(clock).toMatchObject({ dueOn: "2027-01-18", provisional: true });
    const notice = {
      year: 2027,
      papers: [{ number: "国办发明电〔2026〕9号", published: "2026-12-27", title: "2027年部分节假日安排" }],
      holidays: [{ holiday: "new-year" as const, first: "2027-01-01", last: "2027-01-03", work: [] }],
    };
    const made = await house.run(
      proposeCalendar,
      { notice, reasonCode: "notice-published", sourceReference: "国办发明电", note: "公布" },
      { as: house.as("compliance-officer") },
    );
    if (!made.ok) throw new Error(made.code);
    await approve(made.result.approvalId);
    await work();
    expect(await look(subjectId)).toMatchObject({ dueOn: "2027-01-19", provisional: false });
    expect(await itemDue(subjectId)).toMatchObject({ due_on: "2027-01-19", provisional: false });
    house.clock.set("2026-10-09T14:32:00+08:00");
  });
});

describe("counting a period from a day", () => {
  it("says the last day and the latest day to act", async () => {
    const as = house.as("auditor");
    expect(
      await house.ask(countPeriod, { ruleId: "law-aml-39", figure: "days", on: "2026-11-02" }, { as }),
    ).toMatchObject({
      dueOn: "2026-11-17",
      back: { on: "2026-10-18" },
    });
    await expect(
      house.ask(countPeriod, { ruleId: "law-hvt-cash", figure: "cny", on: "2026-11-02" }, { as }),
    ).rejects.toMatchObject({ category: "invalid" });
  });
});
