import { type Extent, isLive, type MeasureState } from "./model";

/** What an account as a whole may not do: the union of its live measures. `amountMinor` is the sum of held amounts. */
export type EffectiveRestriction = { readonly debit: boolean; readonly credit: boolean; readonly amountMinor: bigint };

export const UNRESTRICTED: EffectiveRestriction = { debit: false, credit: false, amountMinor: 0n };

/** The union of live measures. Measures that are only proposed, dropped, failed or released do not count. */
export function effectiveRestriction(
  measures: readonly (Extent & { readonly state: MeasureState })[],
): EffectiveRestriction {
  return unionOf(measures.filter(isLive));
}

/** The union of extents, whatever their state. */
export function unionOf(extents: readonly Extent[]): EffectiveRestriction {
  return extents.reduce<EffectiveRestriction>(
    (sum, { scope, amountMinor }) => ({
      debit: sum.debit || scope === "debit" || scope === "all",
      credit: sum.credit || scope === "credit" || scope === "all",
      amountMinor: sum.amountMinor + (scope === "amount" ? (amountMinor ?? 0n) : 0n),
    }),
    UNRESTRICTED,
  );
}

/** True when `one` leaves no more freedom than `other`, in any respect. */
export function atLeastAsStrict(one: EffectiveRestriction, other: EffectiveRestriction): boolean {
  return (one.debit || !other.debit) && (one.credit || !other.credit) && one.amountMinor >= other.amountMinor;
}
