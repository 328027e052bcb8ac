import { FIELD_NAMES } from "../fields";
import { type Check, findingsOf, refs } from "./finding";

/**
 * What the registry answered of each field. It says whether a value matches and gives none: what it does not answer is
 * nothing against the customer. So no more comes from others than the customer authorised: an answer about what he gave.
 */
export const checkRegistry: Check = (input) => {
  const say = findingsOf("registry", refs(input, "mipriv-open-data", "mipriv-third-party-source"));
  const { registry } = input;
  if (registry === null) return [say.unknown("not-answered")];
  const answered = FIELD_NAMES.filter((field) => registry[field] === "match" || registry[field] === "mismatch");
  if (answered.length === 0) return [say.unknown("nothing-given")];
  const mismatched = answered.filter((field) => registry[field] === "mismatch");
  if (mismatched.length === 0) return [say.pass("passed", { fields: answered })];
  return mismatched.map((field) => say.fail("mismatch", { fields: [field] }));
};
