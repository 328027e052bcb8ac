import { atLeastAsStrict, type EffectiveRestriction, unionOf } from "./effective";
import type { Extent, MeasureKind, MeasureState } from "./model";

/** freer: the core lets through what is restricted here. stricter: it holds more. unlike: the same effect, other measures. */
export const CORE_DIFFERENCE_KINDS = ["freer", "stricter", "unlike"] as const;
export type CoreDifferenceKind = (typeof CORE_DIFFERENCE_KINDS)[number];

/** explained: known and let be while it stays as it is. resolved: both sides agree again. */
export const CORE_DIFFERENCE_STATES = ["open", "explained", "resolved"] as const;
export type CoreDifferenceState = (typeof CORE_DIFFERENCE_STATES)[number];

/** Why the core holds more than we do, for good or for a while. */
export const CORE_DIFFERENCE_REASONS = ["held-by-core", "moved-over", "core-repairing", "known-and-harmless"] as const;
export type CoreDifferenceReason = (typeof CORE_DIFFERENCE_REASONS)[number];

/** A measure of ours, as far as the core is told of it. */
export type OurMeasure = Extent & {
  readonly id: string;
  readonly kind: MeasureKind;
  readonly state: MeasureState;
};
/** A measure as the core keeps it. */
export type CoreMeasure = Extent & { readonly id: string };
export type CoreSide = { readonly effective: EffectiveRestriction; readonly measures: readonly CoreMeasure[] };

export type CoreDifference = {
  readonly kind: CoreDifferenceKind;
  /** Ours that the core does not hold, or holds otherwise: ids, in order. */
  readonly missing: readonly string[];
  /** The core's that are not live here: ids, in order. */
  readonly surplus: readonly string[];
};

/** States in which the core has confirmed a measure and was not told to end it. */
const CONFIRMED: readonly MeasureState[] = ["in-force", "release-proposed"];
/** States in which an order is on its way: the core may hold the measure or not. */
const ON_ITS_WAY: readonly MeasureState[] = ["instructed", "release-instructed"];

const sameExtent = (one: Extent, other: Extent): boolean =>
  one.scope === other.scope && one.amountMinor === other.amountMinor && one.target === other.target;

/** The measures the core must hold now. A deduction holds nothing. */
export function confirmedAtCore<M extends Pick<OurMeasure, "kind" | "state">>(ours: readonly M[]): readonly M[] {
  return ours.filter(({ kind, state }) => kind !== "deduction" && CONFIRMED.includes(state));
}

/**
 * How the core's restriction of an account differs from ours; null when they agree. What is on its way to the core counts
 * for neither side: the core may hold it or not. Freer weighs more than stricter where both are so.
 */
export function compareWithCore(ours: readonly OurMeasure[], core: CoreSide): CoreDifference | null {
  const confirmed = confirmedAtCore(ours);
  const possible = ours.filter(({ kind, state }) => kind !== "deduction" && ON_ITS_WAY.includes(state));
  const missing = confirmed
    .filter((one) => !core.measures.some((held) => held.id === one.id && sameExtent(held, one)))
    .map(({ id }) => id)
    .sort();
  const known = new Set([...confirmed, ...possible].map(({ id }) => id));
  const surplus = core.measures
    .filter(({ id }) => !known.has(id))
    .map(({ id }) => id)
    .sort();
  const kind = kindOf(core.effective, unionOf(confirmed), unionOf([...confirmed, ...possible]));
  if (kind) return { kind, missing, surplus };
  return missing.length + surplus.length > 0 ? { kind: "unlike", missing, surplus } : null;
}

function kindOf(
  core: EffectiveRestriction,
  least: EffectiveRestriction,
  most: EffectiveRestriction,
): "freer" | "stricter" | null {
  if (!atLeastAsStrict(core, least)) return "freer";
  return atLeastAsStrict(most, core) ? null : "stricter";
}

/** What sending again would order: our measures the core lacks, and the end of those that ended here and live on there. */
export function ordersToAgree(
  ours: readonly OurMeasure[],
  difference: CoreDifference,
): { readonly restrict: readonly string[]; readonly lift: readonly string[] } {
  const stateOf = new Map(ours.map(({ id, state }) => [id, state]));
  const confirmed = new Set(confirmedAtCore(ours).map(({ id }) => id));
  return {
    restrict: difference.missing.filter((id) => confirmed.has(id)),
    lift: difference.surplus.filter((id) => ["released", "failed"].includes(stateOf.get(id) ?? "")),
  };
}
