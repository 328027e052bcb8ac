import { describe, expect, it } from "vitest";
import type { IdType } from "../model";
import { checkPaperNumber } from "./paper-number";
import { personInput, short } from "./testing";

const check = (idType: IdType, idNumber: string, nationality = "CHN") =>
  short(checkPaperNumber(personInput({}, { idType, idNumber, nationality })));

describe("passports", () => {
  it.each(["E00000000", "g00000000", "EA0000000", "PE0000000", "D0000000", "K00000000", "KJ0000000", "MA0000000"])(
    "passes the Chinese form %s",
    (number) => {
      expect(check("passport", number)).toEqual(["pass passed"]);
    },
  );

  it("warns of an unusual form, which old passports have", () => {
    expect(check("passport", "EO0000000")).toEqual(["warn form-unusual"]);
    expect(check("passport", "X1234567890", "GBR")).toEqual(["warn form-unusual"]);
    expect(check("passport", "12345", "ISL")).toEqual(["warn form-unusual"]);
  });

  it("passes other countries' numbers of six to nine places, two letters for the country included", () => {
    expect(check("passport", "L898902C3", "UTO")).toEqual(["pass passed"]);
    expect(check("passport", "123456", "GB")).toEqual(["pass passed"]);
    expect(check("passport", "E00000000", "CN")).toEqual(["pass passed"]);
  });

  it("fails what can be no passport's", () => {
    expect(check("passport", "1234", "GBR")).toEqual(["fail malformed"]);
    expect(check("passport", "ABCDEFGH", "GBR")).toEqual(["fail malformed"]);
    expect(check("passport", "号码", "GBR")).toEqual(["fail malformed"]);
  });
});

describe("permits", () => {
  it.each([
    ["travel-permit-hk-mo", "H00000000", "pass passed"],
    ["travel-permit-hk-mo", "m0000000001", "pass passed"],
    ["travel-permit-hk-mo", "C00000000", "fail malformed"],
    ["travel-permit-hk-mo", "H000000000", "fail malformed"],
    ["travel-permit-tw", "00000000", "pass passed"],
    ["travel-permit-tw", "0000000001(B)", "pass passed"],
    ["travel-permit-tw", "T0000000", "fail malformed"],
    ["foreign-permanent-residence", "GBR110091030801", "pass passed"],
    ["foreign-permanent-residence", "GBR110091030901", "warn birth-date-differs"],
    ["foreign-permanent-residence", "GB1100910308011", "fail malformed"],
    ["foreign-permanent-residence", "110000199103081223", "fail malformed"],
  ] as const)("%s %s: %s", (type, number, finding) => {
    expect(check(type, number)).toEqual([finding]);
  });

  it("leaves numbers built like a citizen's to their own check", () => {
    expect(check("residence-permit-hk-mo-tw", "anything")).toEqual([]);
    expect(check("resident-id", "anything")).toEqual([]);
  });
});
