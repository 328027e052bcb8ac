import type { DifferenceSide } from "./difference";

type Kept = DifferenceSide["measures"][number];

/** A measure of either side: whether the core holds it, and how it stands with us. */
export type HeldMeasure = Kept & { readonly atCore: boolean };

/** Each measure of both sides once, ours first, as we know it. */
export function heldMeasures(
  ours: Pick<DifferenceSide, "measures">,
  theirs: Pick<DifferenceSide, "measures">,
): readonly HeldMeasure[] {
  const atCore = new Map(theirs.measures.map((one) => [one.id, one]));
  const known = new Set(ours.measures.map(({ id }) => id));
  return [
    ...ours.measures.map((one) => ({
      ...one,
      atCore: atCore.has(one.id),
      differs: one.differs || (atCore.get(one.id)?.differs ?? false),
    })),
    ...theirs.measures.filter(({ id }) => !known.has(id)).map((one) => ({ ...one, atCore: true })),
  ];
}
