import type { FieldName } from "./fields";
import type { Reading, SubjectKind } from "./model";

/** What the papers of a person say of an enterprise: who its legal representative is. */
const OF_REPRESENTATIVE: Readonly<Partial<Record<FieldName, FieldName>>> = {
  name: "representativeName",
  idNumber: "representativeIdNumber",
};

/**
 * What was read, as fields of the subject. In an enterprise's submission, papers other than the licence are those of its
 * legal representative: his name and number stand beside the representative's, and what else they say is nothing of
 * the enterprise's.
 */
export function readingsAbout(subject: SubjectKind, readings: readonly Reading[]): readonly Reading[] {
  if (subject === "person") return readings;
  return readings.flatMap((reading): Reading[] => {
    if (reading.document === "business-licence") return [reading];
    const field = OF_REPRESENTATIVE[reading.field];
    return field ? [{ ...reading, field }] : [];
  });
}
