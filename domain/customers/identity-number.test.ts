import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, localDate } from "../shared/time";
import {
  checkCharacter,
  fictitiousIdentityNumber,
  isFictitiousIdentityNumber,
  lengthened,
  readIdentityNumber,
} from "./identity-number";

describe("the check character", () => {
  it("follows the examples printed in the standard itself", () => {
    expect(checkCharacter("11010519491231002")).toBe("X");
    expect(checkCharacter("44052418800101001")).toBe("4");
    expect(lengthened("440524800101001")).toBe("440524198001010013");
    expect(() => checkCharacter("1101051949123100")).toThrow(RangeError);
    expect(() => lengthened("11010519491231002X")).toThrow(RangeError);
  });
});

describe("any check character", () => {
  it("makes the sum of all characters, weighted by falling powers of two, 1 modulo 11 (ISO 7064)", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(digits, (first17) => {
        const values = [...first17, checkCharacter(first17)].map((digit) => (digit === "X" ? 10 : Number(digit)));
        expect(values.reduce((sum, value, at) => (sum + value * 2 ** (17 - at)) % 11, 0)).toBe(1);
      }),
    );
  });
});

describe("reading an identity number", () => {
  it("gives region, birth date and sex", () => {
    expect(readIdentityNumber("11010519491231002X")).toEqual({
      ok: true,
      number: "11010519491231002X",
      region: "110105",
      birthDate: "1949-12-31",
      sex: "female",
    });
    expect(readIdentityNumber("440524800101001")).toMatchObject({ ok: true, birthDate: "1980-01-01", sex: "male" });
  });

  it.each([
    ["", "length"],
    ["1101051949123100", "length"],
    ["11010519491231002x", "characters"],
    ["X1010519491231002X", "characters"],
    ["１1010519491231002X", "characters"],
    ["110105194913310025", "birth-date"],
    ["110105190002290025", "birth-date"],
    ["110105194912310021", "checksum"],
  ])("says what is wrong with %j: %s", (text, problem) => {
    expect(readIdentityNumber(text)).toEqual({ ok: false, problem });
  });
});

const person = fc.record({
  birthDate: fc.integer({ min: 0, max: 45_000 }).map((days) => addDays(localDate("1900-01-01"), days)),
  area: fc.nat(9999),
  sequence: fc.nat(999),
});

describe("numbers for demonstration", () => {
  it("read back as made, and are told from real ones", () => {
    fc.assert(
      fc.property(person, (of) => {
        const number = fictitiousIdentityNumber(of);
        const sex = of.sequence % 2 === 1 ? "male" : "female";
        expect(readIdentityNumber(number)).toMatchObject({ ok: true, number, birthDate: of.birthDate, sex });
        expect(isFictitiousIdentityNumber(number)).toBe(true);
      }),
    );
    expect(isFictitiousIdentityNumber("11010519491231002X")).toBe(false);
  });

  it("show any one digit mistyped, and any two neighbours swapped", () => {
    fc.assert(
      fc.property(person, fc.nat(16), fc.integer({ min: 1, max: 9 }), (of, at, by) => {
        const number = fictitiousIdentityNumber(of);
        const wrong = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1);
        expect(readIdentityNumber(wrong).ok).toBe(false);
        const [left, right] = [number.charAt(at), number.charAt(at + 1)];
        if (left === right) return;
        expect(readIdentityNumber(number.slice(0, at) + right + left + number.slice(at + 2)).ok).toBe(false);
      }),
    );
  });

  it("are not made beyond their range", () => {
    const birthDate = localDate("1990-01-01");
    expect(() => fictitiousIdentityNumber({ birthDate, area: 10_000, sequence: 0 })).toThrow(RangeError);
    expect(() => fictitiousIdentityNumber({ birthDate, area: 0, sequence: 1.5 })).toThrow(RangeError);
  });
});
