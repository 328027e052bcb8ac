import { type Extent, isLive, type MeasureKind, type MeasureState } from "@/domain/controls/model";

/** One thing an account may not do now, and the measures that make it so. */
export type Restraint = {
  readonly id: string;
  readonly aspect: "debit" | "credit" | "amount" | "function" | "card";
  /** The function's name or the card's id. */
  readonly target: string | null;
  readonly amountMinor: bigint;
  readonly measures: readonly string[];
};

type Held = Extent & { readonly id: string; readonly state: MeasureState; readonly kind: MeasureKind };

const ORDER: readonly Restraint["aspect"][] = ["debit", "credit", "amount", "function", "card"];

/** What live measures take away, each thing once with the ids of all measures behind it, the widest first. */
export function restraintsOf(measures: readonly Held[]): readonly Restraint[] {
  const found = new Map<string, Restraint>();
  for (const { id, scope, target, amountMinor } of measures.filter((one) => isLive(one) && one.kind !== "deduction")) {
    for (const aspect of scope === "all" ? (["debit", "credit"] as const) : [scope]) {
      const key = `${aspect} ${target ?? ""}`;
      const before = found.get(key);
      found.set(key, {
        id: key,
        aspect,
        target,
        amountMinor: (before?.amountMinor ?? 0n) + (amountMinor ?? 0n),
        measures: [...(before?.measures ?? []), id],
      });
    }
  }
  return [...found.values()].sort((one, other) => ORDER.indexOf(one.aspect) - ORDER.indexOf(other.aspect));
}
