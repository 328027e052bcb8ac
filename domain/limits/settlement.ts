import { decided, type Result, refuse } from "../shared/result";
import type { DecisionState } from "./model";

/** What the payment core says became of an allowed payment. */
export const SETTLEMENTS = ["confirm", "reverse"] as const;
export type Settlement = (typeof SETTLEMENTS)[number];

/** Where a decision stands next, and whether its sums are counted (1), taken back (-1) or left as they are (0). */
export type Settled = { readonly state: DecisionState; readonly counts: 1 | 0 | -1; readonly late: boolean };

/**
 * What word of the core changes. Said twice, nothing more. A payment confirmed after its reservation lapsed was made: it
 * counts again, be it beyond a cap. What was reversed stays so, and what was never allowed cannot be settled.
 */
export function settle(state: DecisionState, as: Settlement): Result<Settled> {
  const next = (to: DecisionState, counts: Settled["counts"], late = false) => decided({ state: to, counts, late });
  switch (state) {
    case "refused":
      return refuse("limits.decision.not-allowed");
    case "reserved":
      return as === "confirm" ? next("confirmed", 0) : next("reversed", -1);
    case "confirmed":
      return as === "confirm" ? next("confirmed", 0) : next("reversed", -1);
    case "lapsed":
      return as === "confirm" ? next("confirmed", 1, true) : next("reversed", 0);
    case "reversed":
      return as === "reverse" ? next("reversed", 0) : refuse("limits.decision.reversed");
  }
}
