import fc from "fast-check";
import { expect, it } from "vitest";
import { RECOVERY_ALPHABET, RECOVERY_LENGTH, readRecoveryCode, recoveryCode } from "./recovery-code";

const numbers = fc.array(fc.integer({ min: 0, max: 31 }), { minLength: RECOVERY_LENGTH, maxLength: RECOVERY_LENGTH });

it("a code is read back however it is typed", () => {
  expect(new Set(RECOVERY_ALPHABET).size).toBe(32);
  fc.assert(
    fc.property(numbers, (drawn) => {
      const code = recoveryCode(drawn);
      expect(code).toMatch(/^[a-z0-9]{5}-[a-z0-9]{5}$/);
      const plain = code.replace("-", "");
      expect(readRecoveryCode(code)).toBe(plain);
      expect(readRecoveryCode(` ${code.toUpperCase()} `)).toBe(plain);
      expect(readRecoveryCode(plain)).toBe(plain);
    }),
  );
});

it("what cannot be a code is none", () => {
  for (const typed of ["", "123456", "abcde-fghj", "abcde-fghjkm", "abcde-fghj!"]) {
    expect(readRecoveryCode(typed)).toBeNull();
  }
  expect(readRecoveryCode("OIL00-00000")).toBe("0110000000");
});
