import { type Decided, decided } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import type { LocalDate } from "../shared/time";
import type { Rules } from "./model";
import { holdsOn } from "./rules";

type Place = { readonly rule: string; readonly figure: string };

const line = (figures: string, rule: string): readonly (readonly [Place, Place])[] =>
  ["cny", "usd"].map((currency) => [
    { rule: "law-163-hvt", figure: `${figures}-${currency}` },
    { rule, figure: currency },
  ]);

/**
 * Figures that two rows state for one thing. The first place is the second witness: it computes nothing by itself, but a
 * change that leaves the two apart is shown to whoever proposes and whoever checks it.
 */
export const TWINS: readonly (readonly [Place, Place])[] = [
  ...line("cash", "law-hvt-cash"),
  ...line("nonnatural", "law-hvt-nonnatural"),
  ...line("domestic", "law-hvt-natural-domestic"),
  ...line("crossborder", "law-hvt-natural-crossborder"),
];

/** A figure and its twin in another row that says otherwise. */
export type Disagreement = {
  readonly figure: string;
  readonly value: string;
  readonly other: Place & { readonly value: string };
};

/**
 * Where a rule's figures differ on a date from what another row says of the same thing. Cites the other rows looked at,
 * agreeing or not. Empty for a rule nobody repeats, or where the other row is not in force.
 */
export function disagreements(rules: Rules, ruleId: string, on: LocalDate): Decided<readonly Disagreement[]> {
  const found: Disagreement[] = [];
  const looked = new Map<string, RuleRef>();
  const inForce = (id: string) => rules.all().some((version) => version.id === id && holdsOn(version, on));
  for (const [left, right] of TWINS) {
    const [own, other] = left.rule === ruleId ? [left, right] : [right, left];
    if (own.rule !== ruleId || !inForce(own.rule) || !inForce(other.rule)) continue;
    const value = rules.figure(own.rule, own.figure, on);
    const twin = rules.figure(other.rule, other.figure, on);
    looked.set(other.rule, rules.ref(other.rule, on));
    if (value.value !== twin.value || value.op !== twin.op)
      found.push({ figure: own.figure, value: value.value, other: { ...other, value: twin.value } });
  }
  return decided(found, [...looked.values()]);
}
