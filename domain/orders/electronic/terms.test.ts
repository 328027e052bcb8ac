import { describe, expect, it } from "vitest";
import { testRules } from "../../rulebook/testing";
import { type Instant, instant } from "../../shared/time";
import { ELECTRONIC_POLICY } from "./policy";
import { alarmFrom, checkAge, checkSameCase, freezeTerm, renewedTerm, stopTerm } from "./terms";

const rules = testRules();
/** Ten past two in the night of a Friday; the eight days of the autumn holiday have begun. */
const night = instant("2026-10-02T02:10:00+08:00");
const cited = (result: { ok: boolean; basis: readonly { ruleId: string }[] }) =>
  result.basis.map(({ ruleId }) => ruleId);
const stop = (hours: number, before = 0) => stopTerm({ hours, before, from: night, now: night }, rules);
const freeze = (term: { months: number } | { until: string }, major = false) =>
  freezeTerm({ term, major, from: night, renewal: false, now: night }, rules);

describe("the term of an emergency stop", () => {
  it("runs by the hour from the moment it came, holidays or not", () => {
    const ends = stop(48);
    expect(ends).toMatchObject({ ok: true, value: instant("2026-10-04T02:10:00+08:00") });
    expect(cited(ends)).toEqual(expect.arrayContaining(["law-86-48h", "law-order-86-48h", "law-cc-hour-from-moment"]));
    expect(stop(1)).toMatchObject({ ok: true, value: instant("2026-10-02T03:10:00+08:00") });
  });

  it("is refused one hour above the law, first or repeated", () => {
    expect(stop(49)).toMatchObject({ ok: false, code: "orders.electronic.hours-above-law" });
    expect(stop(49, 1)).toMatchObject({ ok: false, code: "orders.electronic.hours-above-law" });
  });

  it("is given once and repeated twice, three times in all", () => {
    expect([0, 1, 2, 3, 4].map((before) => stop(48, before).ok)).toEqual([true, true, true, false, false]);
    expect(stop(48, 3)).toMatchObject({ code: "orders.electronic.stops-spent" });
  });
});

describe("the term of a freeze", () => {
  it("is read from the order and ends with its last day", () => {
    expect(freeze({ months: 6 })).toMatchObject({ ok: true, value: instant("2027-04-03T00:00:00+08:00") });
    expect(freeze({ until: "2026-10-02" })).toMatchObject({ ok: true, value: instant("2026-10-03T00:00:00+08:00") });
    expect(cited(freeze({ months: 1 }))).toEqual(expect.arrayContaining(["law-order-crim-6m", "law-cc-month-end"]));
  });

  it("ends on the last day of a month that has no matching one", () => {
    const from = instant("2026-08-31T10:00:00+08:00");
    const ends = freezeTerm({ term: { months: 6 }, major: false, from, renewal: false, now: from }, rules);
    expect(ends).toMatchObject({ ok: true, value: instant("2027-03-01T00:00:00+08:00") });
  });

  it("is refused above the law: six months, a year in a major case", () => {
    expect(freeze({ months: 7 })).toMatchObject({ ok: false, code: "orders.electronic.term-above-law" });
    expect(freeze({ until: "2027-04-03" })).toMatchObject({ ok: false, code: "orders.electronic.term-above-law" });
    expect(freeze({ months: 12 }, true)).toMatchObject({ ok: true, value: instant("2027-10-03T00:00:00+08:00") });
    expect(freeze({ months: 13 }, true)).toMatchObject({ ok: false, code: "orders.electronic.term-above-law" });
  });

  it("is refused when it is over already", () => {
    expect(freeze({ until: "2026-10-01" })).toMatchObject({ ok: false, code: "orders.electronic.term-over" });
  });
});

describe("a renewal", () => {
  const renew = (
    act: "stop" | "freeze",
    lapsesAt: Instant | null,
    more: { hours?: number; months?: number; before?: number; ended?: boolean } = {},
  ) =>
    renewedTerm(
      {
        earlier: { act, lapsesAt, ended: more.ended ?? false },
        hours: more.hours ?? null,
        term: more.months === undefined ? null : { months: more.months },
        major: false,
        stopsBefore: more.before ?? 1,
        now: night,
      },
      rules,
    );
  const later = instant("2026-10-03T02:10:00+08:00");

  it("of a stop counts from its end, as a repeat", () => {
    expect(renew("stop", later, { hours: 48 })).toMatchObject({
      ok: true,
      value: instant("2026-10-05T02:10:00+08:00"),
    });
    expect(renew("stop", later, { hours: 48, before: 3 })).toMatchObject({ code: "orders.electronic.stops-spent" });
  });

  it("of a freeze counts from its last day and cites what lapse means", () => {
    const ends = renew("freeze", instant("2026-10-21T00:00:00+08:00"), { months: 6 });
    expect(ends).toMatchObject({ ok: true, value: instant("2027-04-21T00:00:00+08:00") });
    expect(cited(ends)).toContain("law-order-crim-lapse");
    expect(renew("freeze", instant("2026-10-21T00:00:00+08:00"), { months: 7 })).toMatchObject({ ok: false });
  });

  it("is refused at the minute of lapse and after, when it ended, and with the other kind's term", () => {
    const ended = { ok: false, code: "orders.electronic.order-ended" };
    expect(renew("stop", night, { hours: 1 })).toMatchObject(ended);
    expect(renew("stop", null, { hours: 1 })).toMatchObject(ended);
    expect(renew("stop", later, { hours: 1, ended: true })).toMatchObject(ended);
    expect(renew("stop", later, { months: 1 })).toMatchObject({ code: "orders.electronic.term-kind" });
    expect(renew("freeze", later, { hours: 1 })).toMatchObject({ code: "orders.electronic.term-kind" });
  });
});

describe("whose and how old", () => {
  it("only the same office in the same case touches what it gave", () => {
    const earlier = { authority: "示例市公安局", caseNumber: "样案2026-001" };
    expect(checkSameCase(earlier, { ...earlier })).toMatchObject({ ok: true });
    for (const other of [{ authority: "示例县公安局" }, { caseNumber: "样案2026-002" }]) {
      const refused = { ok: false, code: "orders.electronic.not-that-authority" };
      expect(checkSameCase(earlier, { ...earlier, ...other })).toMatchObject(refused);
    }
  });

  it("a message of the future and one of the day before yesterday are not acted on", () => {
    const age = (issued: string) => checkAge(instant(issued), night, ELECTRONIC_POLICY);
    expect(age("2026-10-02T02:15:00+08:00").ok).toBe(true);
    expect(age("2026-10-02T02:15:01+08:00")).toMatchObject({ code: "orders.electronic.issued-ahead" });
    expect(age("2026-10-01T02:10:00+08:00").ok).toBe(true);
    expect(age("2026-10-01T02:09:59+08:00")).toMatchObject({ code: "orders.electronic.issued-long-ago" });
  });

  it("the alarm comes hours before a stop lapses, days before a freeze does", () => {
    expect(alarmFrom("stop", night, ELECTRONIC_POLICY)).toBe(instant("2026-10-01T22:10:00+08:00"));
    expect(alarmFrom("freeze", night, ELECTRONIC_POLICY)).toBe(instant("2026-09-25T02:10:00+08:00"));
  });
});
