import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDuration, instant, localDate } from "../shared/time";
import { gaps, moved, onDutyAt, overlap, type Shift } from "./coverage";
import { addShift, awayAt, setAbsence } from "./decisions";
import { CHECKER_ROLES } from "./targets";

const now = instant("2026-10-09T14:32:00+08:00");
const at = (hours: number) => addDuration(now, { hours });
const shift = (from: number, to: number, personId = "a", kind: Shift["kind"] = "primary"): Shift => ({
  startsAt: at(from),
  endsAt: at(to),
  personId,
  kind,
});
const code = (result: { ok: boolean; code?: string }) => (result.ok ? "ok" : result.code);

describe("coverage", () => {
  const window = { startsAt: at(0), endsAt: at(24) };
  it("finds the hours nobody covers, stand-ins not counted", () => {
    expect(gaps([], window)).toEqual([window]);
    expect(
      gaps([shift(-2, 8), shift(8, 12), shift(10, 11), shift(14, 30), shift(12, 14, "b", "stand-in")], window),
    ).toEqual([{ startsAt: at(12), endsAt: at(14) }]);
    expect(gaps([shift(12, 14, "b", "stand-in")], window, ["primary", "stand-in"])).toHaveLength(2);
  });

  it("leaves no hour both covered and open, and none neither", () => {
    const some = fc.array(
      fc
        .tuple(fc.integer({ min: -5, max: 28 }), fc.integer({ min: 1, max: 10 }))
        .map(([from, long]) => shift(from, from + long)),
    );
    fc.assert(
      fc.property(some, (shifts) => {
        const open = gaps(shifts, window);
        for (let hour = 0; hour < 24; hour++) {
          const one = { startsAt: at(hour), endsAt: at(hour + 1) };
          const covered = shifts.some((each) => overlap(each, one));
          expect(open.some((gap) => overlap(gap, one))).toBe(!covered);
        }
      }),
    );
  });

  it("calls primaries before stand-ins, each once, and nobody who is away", () => {
    const shifts = [shift(0, 4, "s", "stand-in"), shift(0, 4, "a"), shift(1, 4, "b"), shift(0, 4, "a", "stand-in")];
    expect(onDutyAt(shifts, new Set(), at(2))).toEqual(["a", "b", "s"]);
    expect(onDutyAt(shifts, new Set(["a"]), at(2))).toEqual(["b", "s"]);
    expect(onDutyAt(shifts, new Set(), at(4))).toEqual([]);
    expect(moved({ startsAt: at(0), endsAt: at(2) }, 7)).toEqual({ startsAt: at(168), endsAt: at(170) });
  });

  it("wants somebody for every role that checks", () => {
    expect(CHECKER_ROLES).toEqual(["compliance-lead", "team-lead", "administrator"]);
  });
});

describe("a shift", () => {
  const asked = { stretch: { startsAt: at(1), endsAt: at(9) }, eligible: true, absences: [], own: [], now };
  const away = { fromOn: localDate("2026-10-09"), toOn: localDate("2026-10-09") };
  it.each([
    ["ok", {}],
    ["duty.shift.order", { stretch: { startsAt: at(2), endsAt: at(2) } }],
    ["duty.shift.too-long", { stretch: { startsAt: at(1), endsAt: at(26) } }],
    ["duty.shift.past", { stretch: { startsAt: at(-8), endsAt: at(0) } }],
    ["duty.shift.too-far", { stretch: { startsAt: at(3000), endsAt: at(3001) } }],
    ["duty.shift.not-eligible", { eligible: false }],
    ["duty.shift.away", { absences: [away] }],
    ["duty.shift.overlap", { own: [{ startsAt: at(8), endsAt: at(10) }] }],
    ["ok", { own: [{ startsAt: at(9), endsAt: at(10) }] }],
  ])("%s", (expected, part) => {
    expect(code(addShift({ ...asked, ...part }))).toBe(expected);
  });
});

describe("an absence", () => {
  const days = { fromOn: localDate("2026-10-10"), toOn: localDate("2026-10-12") };
  const asked = { personId: "a", days, standInId: null, others: [], standInAway: [], now };
  it.each([
    ["ok", {}],
    ["duty.absence.order", { days: { ...days, toOn: localDate("2026-10-09") } }],
    ["duty.absence.past", { days: { fromOn: localDate("2026-10-01"), toOn: localDate("2026-10-08") } }],
    ["duty.absence.too-long", { days: { ...days, toOn: localDate("2027-10-09") } }],
    ["duty.absence.overlap", { others: [{ fromOn: localDate("2026-10-12"), toOn: localDate("2026-10-20") }] }],
    ["duty.absence.stand-in-self", { standInId: "a" }],
    ["duty.absence.stand-in-away", { standInId: "b", standInAway: [days] }],
  ])("%s", (expected, part) => {
    expect(code(setAbsence({ ...asked, ...part }))).toBe(expected);
  });

  it("covers both its days in Shanghai, whole", () => {
    const on = (text: string) => awayAt([days], instant(text));
    expect(
      [
        "2026-10-09T23:59:59+08:00",
        "2026-10-10T00:00:00+08:00",
        "2026-10-12T23:59:59+08:00",
        "2026-10-13T00:00:00+08:00",
      ].map(on),
    ).toEqual([false, true, true, false]);
  });
});
