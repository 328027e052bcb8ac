import type { Rules } from "../rulebook/model";
import { type Decided, decided } from "../shared/result";
import type { LocalDate } from "../shared/time";
import type { DecisionKind } from "./model";

/**
 * What the system decides by itself. `weighty`: it has a major effect, so that the customer may ask for an explanation and
 * for a person to look again (law-pipl-24). The words in both languages are in messages under `automatic.<kind>`.
 */
export const AUTOMATIC_DECISIONS: Readonly<
  Record<DecisionKind, { readonly weighty: boolean; readonly rules: readonly [string, ...string[]] }>
> = {
  "account-class": { weighty: true, rules: ["law-np-11"] },
  "limit-denial": { weighty: true, rules: ["law-np-24-a"] },
  "reverification-restriction": { weighty: true, rules: ["mipay-rekyc-refusal", "law-aml-38"] },
};

/** What an explanation of a decision of a kind rests on. */
export function explain(kind: DecisionKind, on: LocalDate, rules: Rules): Decided<{ readonly review: boolean }> {
  const { weighty, rules: own } = AUTOMATIC_DECISIONS[kind];
  return decided(
    { review: weighty },
    ["law-pipl-48", "law-pipl-24", ...own].map((id) => rules.ref(id, on)),
  );
}

/** Why a restriction by the system may be told with its reason; any other is not told of here. */
export const TOLD_RESTRICTIONS = [
  "identity-expired",
  "dormant-since-opening",
  "real-name-incomplete",
  "reverification-unanswered",
] as const;

/** Reasons of a denial that a limit alone gave. A measure on the account is no automatic decision, and is explained nowhere here. */
export const isLimitReason = (code: string): boolean => !code.startsWith("limits.held.");
