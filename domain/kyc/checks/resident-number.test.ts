import { describe, expect, it } from "vitest";
import { checkCharacter, fictitiousIdentityNumber } from "../../customers/identity-number";
import { localDate } from "../../shared/time";
import type { IdType } from "../model";
import { checkResidentNumber } from "./resident-number";
import { enterpriseInput, NUMBER, personInput, rulesOf, short } from "./testing";

/** A number that passes; only its region tells whose it might be. */
const numbered = (region: string, born = "19910308", sequence = "122") => {
  const first17 = region + born + sequence;
  return first17 + checkCharacter(first17);
};
const check = (idNumber: string, idType: IdType = "resident-id", more = {}) =>
  short(checkResidentNumber(personInput({}, { idNumber, idType, ...more })));

describe("the number of an identity card", () => {
  it("passes when all of it fits", () => {
    expect(check(numbered("110000"))).toEqual(["pass passed"]);
  });

  it("is read as people type it", () => {
    const typed = `${numbered("110000").slice(0, 6)} ${numbered("110000").slice(6, 14)} ${numbered("110000").slice(14)}`;
    expect(check(typed)).toEqual(["pass passed"]);
    expect(check("１１".concat(numbered("110000").slice(2)))).toEqual(["pass passed"]);
  });

  it("takes a small x for the check character", () => {
    const born = Array.from({ length: 99 }, (_, at) => numbered("110000", "19910308", String(at * 2).padStart(3, "0")));
    const ending = born.find((number) => number.endsWith("X")) ?? "";
    expect(check(ending.toLowerCase())).toEqual(["pass passed"]);
  });

  it.each([
    ["1100001991030812", "fail length"],
    ["", "fail length"],
    ["11000019910308A220", "fail characters"],
    [`${numbered("110000", "19910229").slice(0, 17)}0`, "fail birth-date"],
    [numbered("110000", "19911308"), "fail birth-date"],
    [numbered("110000", "19000229"), "fail birth-date"],
  ])("fails %s", (number, finding) => {
    expect(check(number, "resident-id", { birthDate: undefined })).toEqual([finding]);
  });

  it("fails with any other check character", () => {
    const right = numbered("110000");
    for (const last of "0123456789X") {
      const outcome = last === right.at(17) ? "pass passed" : "fail checksum";
      expect(check(right.slice(0, 17) + last)).toEqual([outcome]);
    }
  });

  it("is read from 15 digits, which warns", () => {
    expect(check("110000910308122")).toEqual(["warn fifteen-digits"]);
    expect(check("110000910230122", "resident-id", { birthDate: undefined })).toEqual(["fail birth-date"]);
  });

  it("warns of an unknown region, and of one of another paper, and never fails for it", () => {
    expect(check(NUMBER)).toEqual(["warn region-unknown"]);
    expect(check(numbered("810000"))).toEqual(["warn region-of-other-paper"]);
    expect(check(numbered("810101"))).toEqual(["warn region-unknown"]);
    expect(check(numbered("710000"))).toEqual(["pass passed"]);
  });

  it("fails where sex or birth date are not those declared", () => {
    const number = numbered("110000");
    expect(check(number, "resident-id", { sex: "男" })).toEqual(["fail sex-differs"]);
    expect(check(number, "resident-id", { birthDate: "1991.03.09" })).toEqual(["fail birth-date-differs"]);
    expect(check(number, "resident-id", { sex: "X", birthDate: "8 March" })).toEqual(["pass passed"]);
  });

  it("fails for a birth date ahead, and warns for one too long ago; today is neither", () => {
    const born = (date: string) =>
      check(numbered("110000", date.replaceAll("-", "")), "resident-id", { birthDate: date });
    expect(born("2026-11-21")).toEqual(["fail birth-date-ahead"]);
    expect(born("2026-11-20")).toEqual(["pass passed"]);
    expect(born("1905-11-20")).toEqual(["warn birth-date-old"]);
    expect(born("1905-11-21")).toEqual(["pass passed"]);
  });

  it("rests on the duty to declare truly", () => {
    expect(rulesOf(checkResidentNumber(personInput({}, { idNumber: "1" })), "fail")).toEqual([
      "mipay-truthful-kyc",
      "law-np-open",
    ]);
  });
});

describe("numbers of residents who are no citizens", () => {
  it.each(["810000", "820000", "830000"])("passes %s on a residence permit", (region) => {
    expect(check(numbered(region), "residence-permit-hk-mo-tw")).toEqual(["pass passed"]);
  });

  it("warns of a citizen's region on a residence permit", () => {
    expect(check(numbered("440000"), "residence-permit-hk-mo-tw")).toEqual(["warn region-of-other-paper"]);
  });

  it("reads foreign permanent residents' numbers of 2023 and leaves the older to their own check", () => {
    expect(check(numbered("911826"), "foreign-permanent-residence")).toEqual(["pass passed"]);
    expect(check(numbered("999826"), "foreign-permanent-residence")).toEqual(["warn region-unknown"]);
    expect(check("GBR110091030801", "foreign-permanent-residence")).toEqual([]);
  });
});

describe("whose number is checked", () => {
  it("is nobody's where the paper or its number is missing, or is a passport", () => {
    expect(checkResidentNumber(personInput({}, { idNumber: undefined }))).toEqual([]);
    expect(checkResidentNumber(personInput({}, { idType: undefined }))).toEqual([]);
    expect(check("E12345678", "passport")).toEqual([]);
  });

  it("is the representative's for an enterprise, without its own birth date to hold against", () => {
    const broken = fictitiousIdentityNumber({ birthDate: localDate("1970-01-01"), area: 1, sequence: 1 }).slice(0, 17);
    const findings = checkResidentNumber(enterpriseInput({}, { representativeIdNumber: `${broken}?` }));
    expect(findings.map(({ code, fields }) => [code, ...fields])).toEqual([["length", "representativeIdNumber"]]);
    expect(short(checkResidentNumber(enterpriseInput()))).toEqual(["warn region-unknown"]);
  });
});
