import { FIELD_NAMES, type FieldName } from "../fields";
import type { Finding, Reading } from "../model";
import { readingsAbout } from "../representative-readings";
import { type Comparison, compareField, SOFT_FIELDS } from "./compare";
import { type Check, findingsOf, refs } from "./finding";
import type { CheckInput } from "./input";
import { READING_SURE } from "./thresholds";

/** A reading beside what was declared of the same field. */
type Compared = Reading & { readonly comparison: Comparison };

/** Readings of one kind that can be put beside a declared value. */
export function comparedOf(
  { declared, readings, subject }: CheckInput,
  source: Reading["source"],
): readonly Compared[] {
  return readingsAbout(subject, readings).flatMap((reading) => {
    const value = declared[reading.field];
    if (reading.source !== source || value === undefined) return [];
    const comparison = compareField(reading.field, value, reading.value, subject === "enterprise");
    return comparison === "incomparable" ? [] : [{ ...reading, comparison }];
  });
}

/** The readings that say something, field by field. */
export function byField(compared: readonly Compared[]): readonly (readonly [FieldName, readonly Compared[]])[] {
  const fields = new Set(compared.map(({ field }) => field));
  return FIELD_NAMES.filter((field) => fields.has(field)).map(
    (field) => [field, compared.filter((one) => one.field === field)] as const,
  );
}

function about(field: FieldName, found: readonly Compared[]) {
  const confidence = Math.round(Math.max(...found.map((one) => one.confidence)));
  return { fields: [field], documents: [...new Set(found.map(({ document }) => document))], params: { confidence } };
}

/**
 * What was declared against what was recognised on the pictures. A difference that was read with confidence fails; one
 * read without, one within characters that recognition does not know, and one in a long text warn.
 */
export const checkAgreement: Check = (input) => {
  const say = findingsOf("agreement", refs(input, "mipay-truthful-kyc", "law-np-open"));
  const compared = byField(comparedOf(input, "ocr"));
  if (compared.length === 0) return [say.unknown("nothing-read")];
  const findings = compared.flatMap(([field, found]): readonly Finding[] => {
    const different = found.filter(({ comparison }) => comparison === "different");
    const rare = found.filter(({ comparison }) => comparison === "rare");
    const sure = different.filter(({ confidence }) => confidence >= READING_SURE);
    if (sure.length > 0 && !SOFT_FIELDS.includes(field)) return [say.fail("differs", about(field, sure))];
    if (different.length > 0) return [say.warn("may-differ", about(field, different))];
    return rare.length > 0 ? [say.warn("rare-characters", about(field, rare))] : [];
  });
  return findings.length > 0 ? findings : [say.pass("passed", { fields: compared.map(([field]) => field) })];
};
