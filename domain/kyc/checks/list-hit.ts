import { type Check, findingsOf, refs } from "./finding";

/**
 * Whether the name and number stand on a list of special preventive measures: such a submission leaves the desk. A list
 * that was not looked at, for want of one or because it is too old, is never taken for "no hit": it warns.
 */
export const checkListHit: Check = (input) => {
  const say = findingsOf("list-hit", refs(input, "law-aml-40"));
  if (input.listHit === "hit") return [say.fail("hit", { fields: ["name", "idNumber"] })];
  return [input.listHit === "none" ? say.pass("passed") : say.warn("not-run")];
};
