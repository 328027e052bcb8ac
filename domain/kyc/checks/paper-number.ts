import { normaliseCode } from "../../customers/normalise";
import type { Finding, IdType } from "../model";
import { readNationality } from "./compare";
import { type Check, findingsOf, refs } from "./finding";
import type { CheckInput } from "./input";
import { hasResidentNumber, paperOf } from "./papers";

/** Chinese passports: ordinary, diplomatic, service and public affairs; and those of Hong Kong and Macao. */
const CHINESE_PASSPORTS = [
  /^[EG]\d{8}$/,
  /^E[A-HJ-NP-Z]\d{7}$/,
  /^1[45]\d{7}$/,
  /^[DSP]\d{7,8}$/,
  /^[DSP]E\d{7}$/,
  /^[HK]\d{8}$/,
  /^K[A-Z]\d{7}$/,
  /^M[A-Z]\d{7}$/,
];

/** Other countries' passports: the standard gives nine places; some numbers are shorter. */
const USUAL_PASSPORT = /^[A-Z0-9]{6,9}$/;
const ANY_PASSPORT = /^(?=.*\d)[A-Z0-9]{5,15}$/;

/** Forms without which a number cannot be of its kind of paper. Old permits of Taiwan have 10 digits and a letter. */
const FORMS: Readonly<Partial<Record<IdType, readonly RegExp[]>>> = {
  passport: [ANY_PASSPORT],
  "travel-permit-hk-mo": [/^[HM]\d{8}(\d{2})?$/],
  "travel-permit-tw": [/^\d{8}$/, /^\d{10}[A-Z]?$/],
  "foreign-permanent-residence": [/^[A-Z]{3}\d{12}$/],
};

/**
 * The number of a passport, a travel permit or an old card of a foreign permanent resident, by its form. A passport
 * number of an unusual form only warns: countries change theirs without notice.
 */
export const checkPaperNumber: Check = (input) => {
  const paper = paperOf(input);
  if (!paper || hasResidentNumber(paper)) return [];
  const say = findingsOf("paper-number", refs(input, "mipay-truthful-kyc", "law-np-open"));
  const fields = [paper.field];
  const number = normaliseCode(paper.number) ?? "";
  if (!FORMS[paper.type]?.some((form) => form.test(number))) return [say.fail("malformed", { fields })];
  const findings: Finding[] = [];
  if (paper.type === "passport" && !isUsualPassport(number, input)) findings.push(say.warn("form-unusual", { fields }));
  if (paper.type === "foreign-permanent-residence" && !holdsBirthDate(number, input))
    findings.push(say.warn("birth-date-differs", { fields: [paper.field, "birthDate"] }));
  return findings.length > 0 ? findings : [say.pass("passed", { fields })];
};

function isUsualPassport(number: string, { subject, declared }: CheckInput): boolean {
  const country = subject === "person" && declared.nationality ? readNationality(declared.nationality) : undefined;
  return country === "CN" ? CHINESE_PASSPORTS.some((form) => form.test(number)) : USUAL_PASSPORT.test(number);
}

/** The old card's digits 5 to 10 after the country are the birth date without its century. */
function holdsBirthDate(number: string, { subject, declared }: CheckInput): boolean {
  if (subject !== "person" || declared.birthDate === undefined) return true;
  return number.slice(7, 13) === declared.birthDate.replaceAll("-", "").slice(2);
}
