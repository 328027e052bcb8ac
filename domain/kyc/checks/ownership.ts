import type { Finding } from "../model";
import { type Check, findingsOf, refs } from "./finding";

/**
 * Whether it is known who owns an enterprise in the end: shares that add up to a whole, and a natural person who is its
 * beneficial owner, or at least the senior manager who stands in for one (law-bo).
 */
export const checkOwnership: Check = (input) => {
  if (input.subject !== "enterprise") return [];
  const say = findingsOf("ownership", refs(input, "law-bo", "llpay-kyc-set"));
  const { ownership } = input;
  if (ownership === null) return [say.fail("none-recorded")];
  const { gapsBp, beneficialOwners, seniorManagerNamed } = ownership;
  const findings: Finding[] = [];
  if (gapsBp > 0) findings.push(say.fail("gap", { params: { percent: gapsBp / 100 } }));
  if (beneficialOwners === 0 && !seniorManagerNamed) findings.push(say.fail("nobody"));
  if (findings.length > 0) return findings;
  return [say.pass(beneficialOwners > 0 ? "passed" : "senior-manager", { params: { count: beneficialOwners } })];
};
