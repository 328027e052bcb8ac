import { type Extent, isLive, type MeasureKind, type MeasureState } from "./model";

/**
 * What an account as a whole may not do: the union of its live measures. `amountMinor` is the sum of held amounts;
 * `functions` and `cards` are the names and ids taken away singly, each once, in order.
 */
export type EffectiveRestriction = {
  readonly debit: boolean;
  readonly credit: boolean;
  readonly amountMinor: bigint;
  readonly functions: readonly string[];
  readonly cards: readonly string[];
};

/**
 * The union of live measures. Measures that are only proposed, dropped, failed or released do not count, and neither does
 * a deduction: it moves money once and holds none.
 */
export function effectiveRestriction(
  measures: readonly (Extent & { readonly state: MeasureState; readonly kind: MeasureKind })[],
): EffectiveRestriction {
  return unionOf(measures.filter((one) => isLive(one) && one.kind !== "deduction"));
}

/** The union of extents, whatever their state. */
export function unionOf(extents: readonly Extent[]): EffectiveRestriction {
  const targets = (of: Extent["scope"]) =>
    [...new Set(extents.flatMap(({ scope, target }) => (scope === of && target !== null ? [target] : [])))].sort();
  return {
    debit: extents.some(({ scope }) => scope === "debit" || scope === "all"),
    credit: extents.some(({ scope }) => scope === "credit" || scope === "all"),
    amountMinor: extents.reduce((sum, one) => sum + (one.scope === "amount" ? (one.amountMinor ?? 0n) : 0n), 0n),
    functions: targets("function"),
    cards: targets("card"),
  };
}

/** Extents whose union is just this restriction. */
export function extentsOf(of: EffectiveRestriction): readonly Extent[] {
  const plain = (scope: Extent["scope"], there: boolean): Extent[] =>
    there ? [{ scope, amountMinor: null, target: null }] : [];
  return [
    ...plain("debit", of.debit),
    ...plain("credit", of.credit),
    ...(of.amountMinor > 0n ? [{ scope: "amount" as const, amountMinor: of.amountMinor, target: null }] : []),
    ...of.functions.map((target) => ({ scope: "function" as const, amountMinor: null, target })),
    ...of.cards.map((target) => ({ scope: "card" as const, amountMinor: null, target })),
  ];
}

/** True when `one` leaves no more freedom than `other`, in any respect. */
export function atLeastAsStrict(one: EffectiveRestriction, other: EffectiveRestriction): boolean {
  return (
    (one.debit || !other.debit) &&
    (one.credit || !other.credit) &&
    one.amountMinor >= other.amountMinor &&
    other.functions.every((name) => one.functions.includes(name)) &&
    other.cards.every((id) => one.cards.includes(id))
  );
}
