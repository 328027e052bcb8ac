import validator from "validator";
import { expect, it } from "vitest";
import { countryCode } from "./country-codes";

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

it("knows the codes of three letters that another package knows, and no others", () => {
  const all = LETTERS.flatMap((a) => LETTERS.flatMap((b) => LETTERS.map((c) => a + b + c)));
  expect(all.filter((code) => (countryCode(code) !== undefined) !== validator.isISO31661Alpha3(code))).toEqual([]);
});

it("gives codes of two letters that exist, each once, and names the same country", () => {
  const names = new Intl.DisplayNames(["en"], { type: "region" });
  const known = LETTERS.flatMap((a) => LETTERS.map((b) => a + b)).filter((code) => countryCode(code) === code);
  expect(known.filter((code) => !validator.isISO31661Alpha2(code) || names.of(code) === code)).toEqual([]);
  expect(known).toHaveLength(249);
  expect(["CHN", "DEU", "CHE", "AUT", "AUS", "IRL", "SVK", "D"].map(countryCode)).toEqual([
    "CN",
    "DE",
    "CH",
    "AT",
    "AU",
    "IE",
    "SK",
    "DE",
  ]);
  expect(["XXX", "UNO", "??", "中国"].map(countryCode)).toEqual([undefined, undefined, undefined, undefined]);
});
