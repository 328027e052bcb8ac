import { describe, expect, it } from "vitest";
import { createCalendar } from "../clocks/calendar";
import { testRules } from "../rulebook/testing";
import { addDuration, type Instant, instant } from "../shared/time";
import { changeDuties, compareAssessment, dutiesOf, isLate, termsOf } from "./duties";
import { DUTIES, type Duty, type DutyFacts, SEVERITIES } from "./model";

const FOUND = instant("2026-10-09T09:17:23+08:00");
const later = (hours: number): Instant => addDuration(FOUND, { hours });
const personal = ["C2/contact"] as const;
const terms = (duties: readonly Duty[], now = FOUND) =>
  termsOf(duties, { discoveredAt: FOUND, rules: testRules(), calendar: createCalendar([]), now });
const due = (duty: Duty) => terms([duty]).value[0]?.due.dueAt;
const duty = (change: Partial<DutyFacts>): DutyFacts => ({
  duty: "cac-larger",
  state: "running",
  dueAt: later(4),
  doneAt: null,
  ...change,
});

describe("what an incident obliges to", () => {
  it("asks the shorter report of an operator of critical infrastructure, at any severity", () => {
    for (const severity of SEVERITIES)
      expect(dutiesOf({ severity, cii: true, dataKinds: [] })).toEqual(["cac-cii", "pboc"]);
  });

  it("asks the other report from larger on, and not of a general incident", () => {
    const has = (severity: (typeof SEVERITIES)[number]) =>
      dutiesOf({ severity, cii: false, dataKinds: [] }).includes("cac-larger");
    expect(SEVERITIES.map(has)).toEqual([false, true, true, true]);
  });

  it("tells authority and people where personal information is concerned, and only there", () => {
    expect(dutiesOf({ severity: "general", cii: false, dataKinds: personal })).toEqual(["pboc", "privacy", "subjects"]);
    expect(dutiesOf({ severity: "general", cii: false, dataKinds: [] })).toEqual(["pboc"]);
  });
});

describe("the moments of the duties", () => {
  it("are one and four hours from the very moment of discovery, by the law's figures", () => {
    expect(due("cac-cii")).toBe(later(1));
    expect(due("cac-larger")).toBe(later(4));
    const [one] = terms(["cac-cii"]).value;
    expect(one).toMatchObject({ own: false, figure: "critical-hours", rule: { ruleId: "law-cac-incident" } });
  });

  it("are the house's own where the law names no hours, and say so", () => {
    expect(terms(["pboc", "privacy", "subjects"]).value).toMatchObject([
      { own: true, figure: null, rule: { ruleId: "law-pboc-incident" }, due: { dueAt: later(4) } },
      { own: true, figure: null, rule: { ruleId: "law-pipl-57" }, due: { dueAt: later(24) } },
      { own: true, figure: null, due: { dueAt: later(72) } },
    ]);
  });

  it("rest on the rows of each duty and on how hours are counted", () => {
    const ids = terms(DUTIES).basis.map(({ ruleId }) => ruleId);
    for (const id of [
      "law-cac-incident",
      "law-pboc-incident",
      "law-pipl-57",
      "law-netdata-11",
      "mipriv-breach-notify",
      "law-cc-hour-from-moment",
    ])
      expect(ids).toContain(id);
  });

  it("do not move with the day it is entered, nor over a weekend", () => {
    const friday = instant("2026-10-09T23:30:00+08:00");
    const { value } = termsOf(["cac-larger"], {
      discoveredAt: friday,
      rules: testRules(),
      calendar: createCalendar([]),
      now: addDuration(friday, { hours: 60 }),
    });
    expect(value[0]?.due.dueAt).toBe(addDuration(friday, { hours: 4 }));
  });
});

describe("a missed moment", () => {
  it("is the first after the hour, done or not", () => {
    const justAfter = addDuration(later(4), { seconds: 1 });
    expect(isLate(duty({}), later(4))).toBe(false);
    expect(isLate(duty({}), justAfter)).toBe(true);
    expect(isLate(duty({ state: "done", doneAt: later(4) }), later(90))).toBe(false);
    expect(isLate(duty({ state: "done", doneAt: justAfter }), later(90))).toBe(true);
    expect(isLate(duty({ state: "waived", doneAt: justAfter }), later(90))).toBe(true);
    expect(isLate(duty({ state: "lapsed", doneAt: later(1) }), later(90))).toBe(false);
  });

  it("stays when the incident is called lesser; what still ran falls away", () => {
    expect(changeDuties([duty({})], ["pboc"], later(1))).toEqual({ start: ["pboc"], lapse: ["cac-larger"] });
    expect(changeDuties([duty({})], ["pboc"], later(5))).toEqual({ start: ["pboc"], lapse: [] });
    expect(changeDuties([duty({ state: "done", doneAt: later(5) })], [], later(6))).toEqual({ start: [], lapse: [] });
  });

  it("comes back with a duty that fell away and is owed again", () => {
    const gone = duty({ state: "lapsed", doneAt: later(1) });
    expect(changeDuties([gone], ["cac-larger"], later(9)).start).toEqual(["cac-larger"]);
    expect(changeDuties([duty({})], ["cac-larger"], later(9)).start).toEqual([]);
  });
});

describe("the order of severities", () => {
  it("is total, and lesser in either way is lesser", () => {
    for (const [at, before] of SEVERITIES.entries())
      for (const [to, severity] of SEVERITIES.entries())
        for (const was of [false, true])
          for (const cii of [false, true]) {
            const expected = to < at || (was && !cii) ? "lesser" : to > at || was !== cii ? "graver" : "same";
            expect(compareAssessment({ severity: before, cii: was }, { severity, cii })).toBe(expected);
          }
  });
});
