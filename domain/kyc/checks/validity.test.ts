import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, localDate } from "../../shared/time";
import type { Declared } from "../model";
import { addYears, completedYears, readDate, readValidTo } from "./dates";
import { enterpriseInput, personInput, rulesOf, short } from "./testing";
import { checkValidity } from "./validity";

const check = (idValidFrom: string | undefined, idValidTo: string | undefined, more: Declared = {}) =>
  short(checkValidity(personInput({}, { idValidFrom, idValidTo, ...more })));

describe("dates on papers", () => {
  it.each([
    ["2020-02-29", "2020-02-29"],
    ["2020.02.29", "2020-02-29"],
    ["2020.2.9", "2020-02-09"],
    ["２０２０．０２．２９", "2020-02-29"],
    ["2020年2月29日", "2020-02-29"],
    ["2020/02/29", "2020-02-29"],
    ["20200229", "2020-02-29"],
    ["2021-02-29", undefined],
    ["1900-02-29", undefined],
    ["2000-02-29", "2000-02-29"],
    ["2020-13-01", undefined],
    ["2020-00-10", undefined],
    ["2020.04.31", undefined],
    ["2020-02", undefined],
    ["", undefined],
    ["2020-02.29", undefined],
  ])("%s is %s", (text, date) => {
    expect(readDate(text)).toBe(date);
  });

  it("say that they have no end in several ways", () => {
    for (const text of ["长期", "long-term", "长 期", "長期"]) expect(readValidTo(text)).toBe("long-term");
    expect(readValidTo("永远")).toBeUndefined();
  });

  it("move by years and complete them as the calendar does", () => {
    const dates = fc
      .date({ min: new Date("1900-01-01T00:00:00Z"), max: new Date("2100-12-31T00:00:00Z"), noInvalidDate: true })
      .map((date) => localDate(date.toISOString().slice(0, 10)));
    fc.assert(
      fc.property(dates, fc.integer({ min: -120, max: 120 }), (date, years) => {
        expect(addYears(date, years)).toBe(addMonths(date, years * 12));
        expect(readDate(date)).toBe(date);
      }),
    );
    fc.assert(
      fc.property(dates, dates, (birth, today) => {
        const years = completedYears(birth, today);
        expect(addMonths(birth, years * 12) <= today).toBe(true);
        expect(addMonths(birth, (years + 1) * 12) > today).toBe(true);
      }),
    );
  });
});

describe("the validity of a paper", () => {
  it("holds on its first and on its last day", () => {
    expect(check(undefined, "2026-11-20")).toEqual(["pass passed"]);
    expect(check(undefined, "2026-11-19")).toEqual(["fail expired"]);
    expect(check("2026-11-20", "2046-11-20")).toEqual(["pass passed"]);
    expect(check("2026-11-21", "2046-11-21")).toEqual(["fail not-yet"]);
  });

  it("fails for dates that do not exist or end before they begin", () => {
    expect(check("2020-05-06", "2040-02-30")).toEqual(["fail impossible"]);
    expect(check("2021-02-29", "2041-02-28")).toEqual(["fail impossible"]);
    expect(check("2040-05-06", "2020-05-06")).toEqual(["fail not-yet", "fail reversed", "fail expired"]);
  });

  it("is unknown where no end is declared", () => {
    expect(check("2020-05-06", undefined)).toEqual(["unknown not-declared"]);
  });

  it("rests on the nine items, the term on the law of identity cards", () => {
    expect(rulesOf(checkValidity(personInput({}, { idValidTo: "2020-01-01" })), "fail")).toContain("mipriv-aml-nine");
    expect(rulesOf(checkValidity(personInput()), "pass")).toEqual(["mipriv-aml-nine", "law-id-term"]);
  });
});

describe("the term of an identity card", () => {
  /** A card issued on 2024-02-29 to somebody of an age, for some years. */
  const issued = (age: number, to: string) =>
    check("2024-02-29", to, { birthDate: `${2024 - age}-02-28`, idNumber: undefined });

  it.each([
    [15, "2029-02-28", "pass passed"],
    [15, "2034-02-28", "warn term-unusual"],
    [16, "2034-02-28", "pass passed"],
    [16, "2029-02-28", "warn term-unusual"],
    [25, "2034-02-28", "pass passed"],
    [26, "2044-02-29", "pass passed"],
    [26, "2034-02-28", "warn term-unusual"],
    [45, "2044-02-29", "pass passed"],
    [46, "2044-02-29", "warn term-unusual"],
    [46, "长期", "pass passed"],
    [45, "long-term", "warn term-unusual"],
  ])("at %i until %s: %s", (age, to, finding) => {
    expect(issued(age, to)).toEqual([finding]);
  });

  it("is not asked of other papers, but they do not last for ever", () => {
    expect(check("2024-02-29", "2031-01-01", { idType: "passport" })).toEqual(["pass passed"]);
    expect(check(undefined, "long-term", { idType: "passport" })).toEqual(["warn long-term-unusual"]);
    expect(short(checkValidity(enterpriseInput()))).toEqual(["pass passed"]);
  });
});
