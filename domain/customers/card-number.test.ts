import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fictitiousCardNumber, isCardNumber, luhnCheckDigit } from "./card-number";

describe("card numbers", () => {
  it("follow the published example of the check digit", () => {
    expect(luhnCheckDigit("7992739871")).toBe("3");
    expect(isCardNumber("4111111111111111")).toBe(true);
    expect(isCardNumber("4111111111111112")).toBe(false);
  });

  it("have digits only, 12 to 19 of them", () => {
    for (const text of ["", "4111 1111 1111 1111", "79927398713", `${"0".repeat(20)}`]) {
      expect(isCardNumber(text)).toBe(false);
    }
    expect(() => luhnCheckDigit("12a")).toThrow(RangeError);
  });

  it("show any one digit mistyped", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 11, maxLength: 18 });
    fc.assert(
      fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 9 }), (payload, place, by) => {
        const number = payload + luhnCheckDigit(payload);
        const at = place % number.length;
        const wrong = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1);
        expect([isCardNumber(number), isCardNumber(wrong)]).toEqual([true, false]);
      }),
    );
  });

  it("for demonstration pass the check, differ, and have no issuer", () => {
    const numbers = Array.from({ length: 500 }, (_, n) => fictitiousCardNumber(n));
    expect(numbers.every(isCardNumber)).toBe(true);
    expect(numbers.every((number) => /^9999\d{15}$/.test(number))).toBe(true);
    expect(new Set(numbers).size).toBe(500);
    for (const n of [-1, 0.5, 1e14]) expect(() => fictitiousCardNumber(n)).toThrow(RangeError);
  });
});
