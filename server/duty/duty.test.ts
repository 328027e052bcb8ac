import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inScope } from "@/server/kernel/scope";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { addShift } from "./commands/add-shift";
import { endAbsence } from "./commands/end-absence";
import { removeShift } from "./commands/remove-shift";
import { replayWeek } from "./commands/replay-week";
import { setAbsence } from "./commands/set-absence";
import { onDuty } from "./public";
import { absences, myAbsences, now, staff, week } from "./queries";

let house: House;
let lead: ReturnType<House["as"]>;

beforeAll(async () => {
  house = await openHouse();
  lead = house.as("team-lead");
});
afterAll(() => house.close());

const checker = () => house.as("compliance-lead").personId;
const shiftOf = (from: string, to: string, personId = checker()) => ({
  targetType: "role" as const,
  target: "compliance-lead",
  personId,
  startsAt: `${from}:00+08:00`,
  endsAt: `${to}:00+08:00`,
});
const called = () =>
  inScope(house.runtime, lead, "read", async (scope) => ({
    keep: false,
    value: await onDuty(scope, { targetType: "role", target: "compliance-lead" }, scope.now),
  }));

describe("a roster", () => {
  it("tells who is on duty at night, shows what nobody covers, and takes nobody without the role", async () => {
    expect(await called()).toEqual([]);
    expect(await house.run(addShift, shiftOf("2026-10-09T18:00", "2026-10-10T09:00"), { as: lead })).toMatchObject({
      ok: true,
    });
    expect(await house.run(addShift, shiftOf("2026-10-09T20:00", "2026-10-09T22:00"), { as: lead })).toMatchObject({
      code: "duty.shift.overlap",
    });
    expect(
      await house.run(addShift, shiftOf("2026-10-09T20:00", "2026-10-09T22:00", house.as("kyc-reviewer").personId), {
        as: lead,
      }),
    ).toMatchObject({ code: "duty.shift.not-eligible" });
    house.clock.set("2026-10-10T03:00:00+08:00");
    expect(await called()).toEqual([checker()]);
    expect(
      (await house.ask(now, {}, { as: lead })).find(({ target }) => target === "compliance-lead")?.people,
    ).toHaveLength(1);
    const shown = await house.ask(week, { on: "2026-10-10" }, { as: lead });
    const row = shown.targets.find(({ target }) => target === "compliance-lead");
    expect(shown.weekOn).toBe("2026-10-05");
    expect(row?.gaps).toEqual([
      { startsAt: "2026-10-04T16:00:00.000Z", endsAt: "2026-10-09T10:00:00.000Z" },
      { startsAt: "2026-10-10T01:00:00.000Z", endsAt: "2026-10-11T16:00:00.000Z" },
    ]);
    house.clock.set("2026-10-09T14:32:00+08:00");
  });

  it("takes one of two shifts written at once that overlap", async () => {
    const input = shiftOf("2026-10-20T09:00", "2026-10-20T18:00");
    const both = await Promise.all([1, 2].map(() => house.run(addShift, input, { as: lead })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("leaves whoever is away out of the call and of the copied week", async () => {
    const stand = house.as("compliance-lead", { second: true });
    expect(
      await house.run(
        setAbsence,
        {
          personId: checker(),
          fromOn: "2026-10-16",
          toOn: "2026-10-16",
          reasonCode: "leave",
          standInId: stand.personId,
        },
        { as: lead },
      ),
    ).toMatchObject({ ok: true });
    expect(await house.run(replayWeek, { weekOn: "2026-10-13" }, { as: lead })).toMatchObject({
      code: "duty.week.not-monday",
    });
    expect(await house.run(replayWeek, { weekOn: "2026-10-12" }, { as: lead })).toMatchObject({
      ok: true,
      result: { written: 0, left: [{ code: "duty.shift.away" }] },
    });
    const shown = await house.ask(week, { on: "2026-10-09" }, { as: lead });
    const shiftId = shown.targets.find(({ target }) => target === "compliance-lead")?.shifts[0]?.id ?? "";
    expect(await house.run(removeShift, { shiftId }, { as: lead })).toMatchObject({ ok: true });
    expect(await house.run(removeShift, { shiftId }, { as: lead })).toMatchObject({ code: "duty.shift.removed" });
  });
});

describe("an absence", () => {
  it("is one's own, or entered by the team lead, and ends early", async () => {
    const person = house.as("aml-analyst");
    const days = { fromOn: "2026-10-09", toOn: "2026-10-11", reasonCode: "sick" as const };
    const mine = { ...days, personId: person.personId };
    expect(await house.run(setAbsence, mine, { as: house.as("kyc-reviewer") })).toMatchObject({
      code: "duty.absence.not-own",
    });
    const elsewhere = house.as("aml-analyst", { programme: MALL }).personId;
    await expect(house.run(setAbsence, { ...days, personId: elsewhere }, { as: lead })).rejects.toMatchObject({
      category: "not-found",
    });
    const set = await house.run(setAbsence, mine, { as: person });
    if (!set.ok) throw new Error(set.code);
    expect(await house.run(setAbsence, mine, { as: person })).toMatchObject({ code: "duty.absence.overlap" });
    expect((await house.ask(staff, {}, { as: lead })).find(({ id }) => id === person.personId)).toMatchObject({
      away: true,
    });
    expect(await house.ask(myAbsences, {}, { as: person })).toMatchObject([{ now: true }]);
    const { absenceId } = set.result;
    await expect(house.run(endAbsence, { absenceId }, { as: house.as("kyc-reviewer") })).rejects.toMatchObject({
      category: "not-found",
    });
    expect(await house.run(endAbsence, { absenceId }, { as: person })).toMatchObject({ ok: true });
    expect((await house.ask(absences, {}, { as: lead })).some(({ id }) => id === absenceId)).toBe(false);
  });
});
