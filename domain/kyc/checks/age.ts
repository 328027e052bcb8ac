import { meets } from "../../rulebook/figures";
import { completedYears } from "./dates";
import { type Check, findingsOf, refs } from "./finding";
import { birthDateOf } from "./papers";

/**
 * The age lines: below the agreement's least age the check fails (llpay-age-16), below the age of limited capacity there
 * is no capacity at all; minors above the line fail too, since they have full capacity only on income of their own
 * (law-cc-age): a second person sees the proof of it, or the guardian's consent (trap-16). Completed years, the birthday
 * included. The line of one agreement is held for all: the strictest decides.
 */
export const checkAge: Check = (input) => {
  if (input.subject !== "person") return [];
  const { rules, today } = input;
  const say = findingsOf("age", refs(input, "llpay-age-16", "law-cc-age", "trap-16"));
  const fields = ["birthDate"] as const;
  const born = birthDateOf(input);
  if (born === undefined) return [say.unknown("not-declared", { fields })];
  if (born > today) return [say.fail("birth-date-ahead", { fields })];
  const years = completedYears(born, today);
  const reaches = (rule: string, name: string) => meets(rules.figure(rule, name, today), years);
  const line = rules.figure("llpay-age-16", "age", today).value;
  if (!reaches("law-cc-age", "limited")) return [say.fail("no-capacity", { fields, params: { line } })];
  if (!reaches("llpay-age-16", "age")) return [say.fail("too-young", { fields, params: { line } })];
  if (reaches("law-cc-age", "adult")) return [say.pass("passed", { fields })];
  const adult = rules.figure("law-cc-age", "adult", today).value;
  return [say.fail(reaches("law-cc-age", "own-income") ? "own-income" : "guardian", { fields, params: { adult } })];
};
