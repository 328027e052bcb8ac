import type { LocalDate } from "../../shared/time";
import type { Finding, ValidTo } from "../model";
import { addYears, completedYears, readDate, readValidTo } from "./dates";
import { type Check, findingsOf, refs } from "./finding";
import type { CheckInput } from "./input";
import { birthDateOf } from "./papers";

/**
 * From when and until when the paper holds: dates that exist, in their order, today among them. The last day still
 * counts. An identity card whose term does not fit its holder's age when it was issued warns: such a card may be old, or
 * the date misread.
 */
export const checkValidity: Check = (input) => {
  const say = findingsOf("validity", refs(input, "mipriv-aml-nine"));
  const { idValidFrom, idValidTo } = input.declared;
  if (idValidTo === undefined) return [say.unknown("not-declared", { fields: ["idValidTo"] })];
  const findings: Finding[] = [];
  const to = readValidTo(idValidTo);
  const from = idValidFrom === undefined ? undefined : readDate(idValidFrom);
  if (to === undefined) findings.push(say.fail("impossible", { fields: ["idValidTo"] }));
  if (idValidFrom !== undefined && from === undefined)
    findings.push(say.fail("impossible", { fields: ["idValidFrom"] }));
  if (from !== undefined && from > input.today) findings.push(say.fail("not-yet", { fields: ["idValidFrom"] }));
  if (to !== undefined && to !== "long-term") {
    if (from !== undefined && from > to) findings.push(say.fail("reversed", { fields: ["idValidFrom", "idValidTo"] }));
    if (hasRunOut(to, input.today)) findings.push(say.fail("expired", { fields: ["idValidTo"] }));
  }
  if (findings.length === 0 && to !== undefined) findings.push(...termOf(from, to, input));
  return findings.length > 0 ? findings : [say.pass("passed", { fields: ["idValidTo"] })];
};

/** Whether a paper with this end of validity, as declared, no longer holds on a day. */
export function hasRunOut(idValidTo: string | undefined, on: LocalDate): boolean {
  const to = idValidTo === undefined ? undefined : readValidTo(idValidTo);
  return to !== undefined && to !== "long-term" && to < on;
}

/** Whether the term is one that this kind of paper is issued for. */
function termOf(from: LocalDate | undefined, to: ValidTo, input: CheckInput): readonly Finding[] {
  const type = input.declared.idType;
  if (input.subject === "enterprise" || type === undefined) return [];
  const say = findingsOf("validity", refs(input, "mipriv-aml-nine", "law-id-term"));
  if (type !== "resident-id")
    return to === "long-term" ? [say.warn("long-term-unusual", { fields: ["idValidTo"] })] : [];
  const born = birthDateOf(input);
  if (from === undefined || born === undefined) return [];
  const age = completedYears(born, from);
  const years = termAt(age, input);
  const fits = years === "long-term" || to === "long-term" ? years === to : addYears(from, years) === to;
  const fields = ["idValidFrom", "idValidTo"] as const;
  return [fits ? say.pass("passed", { fields }) : say.warn("term-unusual", { fields, params: { age } })];
}

/** The years an identity card is issued for at an age (rule law-id-term). */
function termAt(age: number, { rules, today }: CheckInput): number | "long-term" {
  const figure = (name: string) => Number(rules.figure("law-id-term", name, today).value);
  if (age >= figure("lasting-from")) return "long-term";
  if (age >= figure("middle-from")) return figure("middle-term");
  return age >= figure("young-from") ? figure("young-term") : figure("child-term");
}
