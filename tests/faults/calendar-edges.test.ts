import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clockFigure } from "@/domain/clocks/counting-rules";
import { computeDue } from "@/domain/clocks/due-date";
import { addDays, localDate } from "@/domain/shared/time";
import { extendClock } from "@/server/clocks/commands/extend-clock";
import { pauseClock } from "@/server/clocks/commands/pause-clock";
import { resumeClock } from "@/server/clocks/commands/resume-clock";
import { startClocks } from "@/server/clocks/public";
import { clocksOfSubject } from "@/server/clocks/queries";
import { expireProposals } from "@/server/controls/handlers";
import { road } from "@/server/controls/testing";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";

let house: House;
let way: ReturnType<typeof road>;
beforeAll(async () => {
  house = await openHouse();
  way = road(house);
});
afterAll(() => house.close());

const officer = () => house.as("privacy-officer");

async function begin(rule: string, on: string) {
  const subjectId = newId();
  await inScope(house.runtime, house.system("system:worker"), "write", async ({ tx, actor, rules, calendar, now }) => {
    const figure = clockFigure(rules, rule, "days", localDate(on));
    if (!figure.rule) throw new Error("a period without a rule");
    const due = computeDue({ startedOn: localDate(on), figure, rules, calendar, now });
    await startClocks(tx, actor, {
      subjectType: "measure",
      subjectIds: [subjectId],
      rule: figure.rule,
      figure: "days",
      due,
    });
    return { keep: true, value: null };
  });
  const look = async () => {
    const [clock] = await house.ask(clocksOfSubject, { subjectType: "measure", subjectId }, { as: officer() });
    if (!clock) throw new Error("no clock");
    return clock;
  };
  return { look };
}

/** Moments at which days, months and years turn over, in Shanghai. */
const EDGES = [
  ["the last minute of a month", "2026-10-31T23:59:30+08:00", "2026-10-31"],
  ["29 February", "2028-02-29T10:00:00+08:00", "2028-02-29"],
  ["the day before 29 February", "2028-02-28T23:59:59+08:00", "2028-02-28"],
  ["the last evening of a year whose successor has no calendar", "2026-12-31T18:00:00+08:00", "2026-12-31"],
  ["New Year's morning without a calendar", "2027-01-01T00:00:00+08:00", "2027-01-01"],
  ["the end of a year nobody has published", "2027-12-31T23:59:59+08:00", "2027-12-31"],
] as const;

describe.each(EDGES)("on %s", (_, moment, today) => {
  it("a clock starts, pauses, goes on and is extended, and says where it only guesses", async () => {
    house.clock.set(moment);
    const { look } = await begin("mipriv-request-15wd", today);
    const first = await look();
    expect(first.dueOn > addDays(localDate(today), 15)).toBe(true);
    expect(first.provisional).toBe(first.dueOn >= "2027-01-01");
    const paused = { clockId: first.id, version: 1, ground: "requester-papers" } as const;
    expect(await house.run(pauseClock, paused, { as: officer() })).toMatchObject({ ok: true });
    expect(await house.run(resumeClock, { clockId: first.id, version: 2 }, { as: officer() })).toMatchObject({
      ok: true,
    });
    expect(await look()).toMatchObject({ status: "running", dueOn: first.dueOn });

    const complaint = await begin("law-pboc-complaint-15", today);
    const before = await complaint.look();
    const more = { clockId: before.id, version: 1, ground: "complex-case", amount: 45 } as const;
    expect(await house.run(extendClock, more, { as: officer() })).toMatchObject({ ok: true });
    const after = await complaint.look();
    expect(after.dueOn > before.dueOn).toBe(true);
    expect(after.provisional).toBe(after.dueOn >= "2027-01-01");
  });

  it("a restriction goes the whole road, and a proposal nobody decides ends", async () => {
    house.clock.set(moment);
    const account = await makeAccount(house);
    const reviewOn = addDays(localDate(today), 30);
    const { measureId, approvalId } = await way.propose(account.accountId, { scope: "debit", reviewOn });
    expect(await way.approve(approvalId)).toMatchObject({ ok: true });
    expect(await way.answer(measureId, { coreSequence: 1, eventId: newId() })).toMatchObject({ ok: true });
    expect(await way.stateOf(measureId)).toBe("in-force");
    const release = await way.proposeRelease(measureId);
    house.clock.set(`${addDays(localDate(today), 1)}T23:59:59+08:00`);
    await expireProposals(house.runtime, { requestId: "r" });
    house.clock.set(`${addDays(localDate(today), 2)}T00:00:00+08:00`);
    await expireProposals(house.runtime, { requestId: "r" });
    expect(await way.stateOf(measureId)).toBe("in-force");
    const [ended] = await house.rows("select status from approvals where id = $1", [release.approvalId]);
    expect(ended).toEqual({ status: "expired" });
  });
});
