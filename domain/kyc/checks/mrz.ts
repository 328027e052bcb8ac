import type { DocumentKind, Finding } from "../model";
import { byField, comparedOf } from "./agreement";
import { type Check, findingsOf, refs } from "./finding";
import type { CheckInput } from "./input";
import { READING_SURE } from "./thresholds";

/**
 * The machine-readable zone of a passport or permit against what was declared. It proves itself by check digits, so that
 * a difference fails; where its check digits do not hold, the reading comes with little confidence and only warns.
 */
export const checkMrz: Check = (input) => {
  const say = findingsOf("mrz", refs(input, "mipay-truthful-kyc"));
  const doubts = brokenZones(input).map((kind) => say.warn("check-digits", { documents: [kind] }));
  if (!input.readings.some(({ source }) => source === "mrz")) {
    const read = input.documents.some(({ kind, readState }) => kind === "passport" && readState === "read");
    return doubts.length > 0 || !read ? doubts : [say.unknown("not-found", { documents: ["passport"] })];
  }
  const compared = byField(comparedOf(input, "mrz"));
  if (compared.length === 0) return doubts.length > 0 ? doubts : [say.unknown("nothing-to-compare")];
  const findings = compared.flatMap(([field, found]): readonly Finding[] => {
    const different = found.filter(({ comparison }) => comparison === "different");
    if (different.length === 0) return [];
    const sure = different.some(({ confidence }) => confidence >= READING_SURE);
    const about = { fields: [field], documents: [...new Set(different.map(({ document }) => document))] };
    return [sure ? say.fail("differs", about) : say.warn("may-differ", about)];
  });
  const all = [...doubts, ...findings];
  return all.length > 0 ? all : [say.pass("passed", { fields: compared.map(([field]) => field) })];
};

function brokenZones({ documents }: CheckInput): readonly DocumentKind[] {
  return documents.filter(({ readProblem }) => readProblem === "zone-check-digit").map(({ kind }) => kind);
}
