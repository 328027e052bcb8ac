import { type IdentityNumber, readIdentityNumber } from "../../customers/identity-number";
import { normaliseCode, normaliseIdNumber } from "../../customers/normalise";
import type { Finding } from "../model";
import { type RegionHolder, regionHolder } from "../regions";
import { readSex } from "./compare";
import { completedYears, readDate } from "./dates";
import { type Check, findingsOf, refs } from "./finding";
import type { CheckInput } from "./input";
import { hasResidentNumber, type Paper, paperOf } from "./papers";
import { AGE_PLAUSIBLE_MAX } from "./thresholds";

/** Whose numbers a kind of paper carries. */
const HOLDERS: Readonly<Partial<Record<Paper["type"], RegionHolder>>> = {
  "resident-id": "citizen",
  "residence-permit-hk-mo-tw": "hk-mo-tw",
  "foreign-permanent-residence": "foreigner",
};

/**
 * The number of an identity card or residence permit by its own logic (GB 11643): length, characters, check character,
 * birth date, sex, region. Numbers of 15 digits are read by their form of 18. A region that is not known only warns: old
 * numbers keep regions that no list has any more.
 */
export const checkResidentNumber: Check = (input) => {
  const paper = paperOf(input);
  if (!paper || !hasResidentNumber(paper)) return [];
  const say = findingsOf("resident-number", refs(input, "mipay-truthful-kyc", "law-np-open"));
  const fields = [paper.field];
  const read = readIdentityNumber(normaliseIdNumber(paper.number) ?? "");
  if (!read.ok) return [say.fail(read.problem, { fields })];
  const findings: Finding[] = [];
  if (/^\d{15}$/.test(normaliseCode(paper.number) ?? "")) findings.push(say.warn("fifteen-digits", { fields }));
  const holder = regionHolder(read.region);
  if (holder === undefined) findings.push(say.warn("region-unknown", { fields }));
  else if (holder !== HOLDERS[paper.type]) findings.push(say.warn("region-of-other-paper", { fields }));
  if (read.birthDate > input.today) findings.push(say.fail("birth-date-ahead", { fields }));
  else if (completedYears(read.birthDate, input.today) > AGE_PLAUSIBLE_MAX)
    findings.push(say.warn("birth-date-old", { fields, params: { years: AGE_PLAUSIBLE_MAX } }));
  if (input.subject === "person") findings.push(...againstDeclared(read, input));
  return findings.length > 0 ? findings : [say.pass("passed", { fields })];
};

/** The birth date and the sex in the number against those declared. */
function againstDeclared(read: IdentityNumber, input: CheckInput): readonly Finding[] {
  const say = findingsOf("resident-number", refs(input, "mipay-truthful-kyc", "law-np-open"));
  const { birthDate, sex } = input.declared;
  const findings: Finding[] = [];
  const born = birthDate === undefined ? undefined : readDate(birthDate);
  if (born !== undefined && born !== read.birthDate)
    findings.push(say.fail("birth-date-differs", { fields: ["idNumber", "birthDate"] }));
  const declared = sex === undefined ? undefined : readSex(sex);
  if (declared !== undefined && declared !== read.sex)
    findings.push(say.fail("sex-differs", { fields: ["idNumber", "sex"] }));
  return findings;
}
