import { describe, expect, it } from "vitest";
import { checkAge } from "./age";
import { enterpriseInput, personInput, rulesOf, short } from "./testing";

const born = (birthDate: string | undefined) =>
  short(checkAge(personInput({}, { birthDate, ...(birthDate ? { idNumber: undefined } : {}) })));

describe("the age lines", () => {
  it("fail below 16, the birthday itself completing the year", () => {
    expect(born("2010-11-21")).toEqual(["fail too-young"]);
    expect(born("2010-11-20")).toEqual(["fail own-income"]);
  });

  it("fail until 18, for a second person to see the proof of income or consent", () => {
    expect(born("2008-11-21")).toEqual(["fail own-income"]);
    expect(born("2008-11-20")).toEqual(["pass passed"]);
  });

  it("tell those without any capacity apart", () => {
    expect(born("2018-11-21")).toEqual(["fail no-capacity"]);
    expect(born("2018-11-20")).toEqual(["fail too-young"]);
    expect(born("2026-11-20")).toEqual(["fail no-capacity"]);
  });

  it("complete a year of somebody born on 29 February on the last day of a February without one", () => {
    const input = (today: string) => personInput({ today: today as never }, { birthDate: "2008-02-29" });
    expect(short(checkAge(input("2026-02-27")))).toEqual(["fail own-income"]);
    expect(short(checkAge(input("2026-02-28")))).toEqual(["pass passed"]);
  });

  it("are read from the number where no birth date is declared, and unknown without either", () => {
    expect(born(undefined)).toEqual(["pass passed"]);
    expect(short(checkAge(personInput({}, { birthDate: undefined, idNumber: undefined })))).toEqual([
      "unknown not-declared",
    ]);
  });

  it("fail for a birth date ahead", () => {
    expect(born("2026-11-21")).toEqual(["fail birth-date-ahead"]);
  });

  it("rest on the agreement's line and on the civil code", () => {
    const young = checkAge(personInput({}, { birthDate: "2015-01-01" }));
    expect(rulesOf(young, "fail")).toEqual(["llpay-age-16", "law-cc-age", "trap-16"]);
    expect(young[0]?.params).toEqual({ line: "16" });
  });

  it("are not an enterprise's", () => {
    expect(checkAge(enterpriseInput())).toEqual([]);
  });
});
