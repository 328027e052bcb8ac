import { compareField } from "./checks/compare";
import { type FieldName, fieldsOf } from "./fields";
import type { Declared, Reading, RegistryAnswer, RegistryAnswers, SubjectKind } from "./model";
import { readingsAbout } from "./representative-readings";

/** What one row of the bench holds, in clear. `agrees` is null where the two cannot be compared. */
export type AlignedRow = {
  readonly field: FieldName;
  readonly declared: string | null;
  readonly readings: readonly (Omit<Reading, "field"> & { readonly agrees: boolean | null })[];
  readonly recorded: string | null;
  readonly registry: RegistryAnswer | null;
  /** True where two of them disagree. */
  readonly differs: boolean;
};

/**
 * Lays what was declared, read, recorded and answered beside each other, field by field in the order of the bench. Only
 * fields that were declared, read or asked: what is on record of others is not needed for the check and stays closed.
 */
export function alignRows(of: {
  readonly subject: SubjectKind;
  readonly declared: Declared;
  readonly readings: readonly Reading[];
  readonly recorded: Declared;
  readonly registry: RegistryAnswers;
}): AlignedRow[] {
  const enterprise = of.subject === "enterprise";
  const agrees = (field: FieldName, a: string | undefined, b: string): boolean | null => {
    if (a === undefined) return null;
    const found = compareField(field, a, b, enterprise);
    return found === "incomparable" ? null : found !== "different";
  };
  const read = readingsAbout(of.subject, of.readings);
  return fieldsOf(of.subject).flatMap((field) => {
    const declared = of.declared[field];
    const registry = of.registry[field] ?? null;
    const readings = read
      .filter((reading) => reading.field === field)
      .map(({ field: _, ...reading }) => ({ ...reading, agrees: agrees(field, declared, reading.value) }));
    if (declared === undefined && readings.length === 0 && registry === null) return [];
    const recorded = of.recorded[field] ?? null;
    const differs =
      registry === "mismatch" ||
      readings.some((reading) => reading.agrees === false) ||
      (recorded !== null && agrees(field, declared, recorded) === false);
    return [{ field, declared: declared ?? null, readings, recorded, registry, differs }];
  });
}
