import { type Refusal, refuse } from "../shared/result";
import { type Extent, MEASURE_FUNCTIONS } from "./model";

/**
 * The "no" of a reach that contradicts itself; undefined for a good one: a sum with scope `amount` and nowhere else, a
 * function's name with scope `function`, one of the holder's own `cards` with scope `card`, and neither elsewhere.
 */
export function refuseExtent(extent: Extent, cards: readonly string[]): Refusal | undefined {
  return refuseAmount(extent) ?? refuseTarget(extent, cards);
}

function refuseAmount({ scope, amountMinor }: Extent): Refusal | undefined {
  if (scope !== "amount") {
    return amountMinor === null
      ? undefined
      : refuse("controls.restriction.amount-unexpected", { field: "amountMinor" });
  }
  const positive = amountMinor !== null && amountMinor > 0n;
  return positive ? undefined : refuse("controls.restriction.amount-missing", { field: "amountMinor" });
}

function refuseTarget({ scope, target }: Extent, cards: readonly string[]): Refusal | undefined {
  const no = (why: string) => refuse(`controls.restriction.${why}`, { field: "target" });
  if (scope !== "function" && scope !== "card") return target === null ? undefined : no("target-unexpected");
  if (target === null) return no("target-missing");
  if (scope === "card") return cards.includes(target) ? undefined : no("card-foreign");
  return (MEASURE_FUNCTIONS as readonly string[]).includes(target) ? undefined : no("target-unknown");
}

/** True where two measures reach exactly as far. */
export function sameReach(one: Extent, other: Extent): boolean {
  return one.scope === other.scope && one.amountMinor === other.amountMinor && one.target === other.target;
}
