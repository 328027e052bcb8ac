import type { Condition, Remaining } from "./model";

/**
 * What a customer is told of: what he sees to himself, or knows of already. What only the desks know of, and what a secret
 * measure may stand behind (money held, a matter under review), is neither named nor counted (trap-tipping-off).
 */
const TOLD: Readonly<Record<Condition, boolean>> = {
  balance: true,
  "no-card": true,
  "in-flight": true,
  standing: true,
  "live-measure": true,
  "loss-report": true,
  objection: true,
  complaint: true,
  compensation: true,
  "held-money": false,
  "open-case": false,
  "legal-hold": false,
  "under-review": false,
  "core-silent": false,
};

/** Whether a customer may be told that something of this kind remains. */
export const tellsOf = (code: Condition): boolean => TOLD[code];

/** How many things a customer who wishes to close is told that remain. */
export function toldRemaining(remaining: readonly Pick<Remaining, "code">[]): number {
  return remaining.filter(({ code }) => tellsOf(code)).length;
}
