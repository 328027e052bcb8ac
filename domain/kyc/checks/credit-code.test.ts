import { describe, expect, it } from "vitest";
import { creditCodeCheck } from "../../customers/credit-code";
import { checkCreditCode } from "./credit-code";
import { CREDIT_CODE, enterpriseInput, personInput, short } from "./testing";

const check = (idNumber: string | undefined) => short(checkCreditCode(enterpriseInput({}, { idNumber })));

/** Codes of region 999999 whose check character is "0". */
const ENDING_IN_ZERO = Array.from({ length: 300 }, (_, at) => `91999999MA${String(at).padStart(7, "0")}`)
  .filter((first17) => creditCodeCheck(first17) === "0")
  .map((first17) => `${first17}0`);

describe("an enterprise's credit code", () => {
  it("passes in upper and lower case, with blanks", () => {
    expect(check(CREDIT_CODE)).toEqual(["pass passed"]);
    expect(check(` ${CREDIT_CODE.slice(0, 9).toLowerCase()} ${CREDIT_CODE.slice(9)}`)).toEqual(["pass passed"]);
  });

  it("passes with the check character 0", () => {
    expect(ENDING_IN_ZERO.length).toBeGreaterThan(5);
    for (const code of ENDING_IN_ZERO) expect(check(code)).toEqual(["pass passed"]);
  });

  it.each([..."IOSVZ"])("fails with %s anywhere", (letter) => {
    for (const at of [1, 9, 12, 17]) {
      expect(check(CREDIT_CODE.slice(0, at) + letter + CREDIT_CODE.slice(at + 1))).toEqual(["fail characters"]);
    }
  });

  it("fails for a changed character, a region that is no digits, and a length that is not 18", () => {
    expect(check(`${CREDIT_CODE.slice(0, 8)}N${CREDIT_CODE.slice(9)}`)).toEqual(["fail checksum"]);
    const lettered = "91A99999MA0000001";
    expect(check(lettered + creditCodeCheck(lettered))).toEqual(["fail region"]);
    expect(check(CREDIT_CODE.slice(0, 17))).toEqual(["fail length"]);
    expect(check("")).toEqual(["fail length"]);
  });

  it("tells an old registration number apart, and does not lengthen it", () => {
    expect(check("110000910308122")).toEqual(["fail old-registration"]);
  });

  it("is unknown where none was declared, and is no person's", () => {
    expect(check(undefined)).toEqual(["unknown not-declared"]);
    expect(checkCreditCode(personInput())).toEqual([]);
  });
});
