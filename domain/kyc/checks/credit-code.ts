import { creditCodeProblem } from "../../customers/credit-code";
import { normaliseCode } from "../../customers/normalise";
import { type Check, findingsOf, refs } from "./finding";

/**
 * An enterprise's unified social credit code by its own logic (GB 32100): 18 characters without I, O, S, V and Z, a region
 * of digits, a check character, "0" among the right ones. The registration numbers of 15 digits from before the code are
 * told apart: they are no slip of the pen.
 */
export const checkCreditCode: Check = (input) => {
  if (input.subject !== "enterprise") return [];
  const say = findingsOf("credit-code", refs(input, "llpay-kyc-set"));
  const fields = ["idNumber"] as const;
  if (input.declared.idNumber === undefined) return [say.unknown("not-declared", { fields })];
  const code = normaliseCode(input.declared.idNumber) ?? "";
  if (/^\d{15}$/.test(code)) return [say.fail("old-registration", { fields })];
  const problem = creditCodeProblem(code);
  return [problem === undefined ? say.pass("passed", { fields }) : say.fail(problem, { fields })];
};
