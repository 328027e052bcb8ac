import { meets } from "../rulebook/figures";
import type { Rules } from "../rulebook/model";
import { type Decided, decided } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import type { LocalDate } from "../shared/time";
import type { ClosureFacts, ClosureKind, Condition, Remaining } from "./model";

/** What remains before an account may be closed, and what is paid out to the bound card first (minor units; 0: nothing). */
export type Assessment = { readonly remaining: readonly Remaining[]; readonly payOutMinor: bigint };

/** The house ends the agreement, or the customer has lost hold of the account: what is left goes back to his own card. */
const RETURNS_MONEY: readonly ClosureKind[] = ["breach", "after-loss"];

/**
 * What keeps an account from being closed. The balance is nothing first (mipay-close-balance-first); the customer clears
 * it himself, and an unused account with money on it is left alone (miacct-reclaim-pending, trap-reclaim), so that
 * closing strands nothing (trap-close-with-balance). Where the house ends the agreement, or a lost account is replaced,
 * free money goes to the bound card first and only money held, or no card to take it, stands against closing; what the
 * loss itself holds is the customer's own and goes with it. Payments under way, standing instructions and what the desks
 * hold open stand against every kind: a dispute with a merchant (llpriv-close-quickpay-gate) and what else the account
 * serves (mipriv-miacct-close-check) among it.
 */
export function assessClosure(facts: ClosureFacts, rules: Rules, on: LocalDate): Decided<Assessment> {
  const { kind, look } = facts;
  const returns = RETURNS_MONEY.includes(kind);
  const own = kind === "after-loss" && facts.ownHold;
  const freeMinor = own ? look.availableMinor + look.heldMinor : look.availableMinor;
  const zero = rules.figure("mipay-close-balance-first", "balance", on);
  const empty = meets(zero, freeMinor);
  const heldNone = own || meets(zero, look.heldMinor);
  const money = (code: Condition, minor: bigint): Remaining => ({
    code,
    subject: null,
    count: null,
    minor,
    currency: look.currency,
  });
  const several = (code: Condition, count: number): readonly Remaining[] =>
    count > 0 ? [{ code, subject: null, count, minor: null, currency: null }] : [];
  const remaining: Remaining[] = [
    ...(empty || returns ? [] : [money("balance", freeMinor)]),
    ...(heldNone ? [] : [money("held-money", look.heldMinor)]),
    ...(!empty && returns && !facts.hasCard ? [money("no-card", freeMinor)] : []),
    ...several("in-flight", look.inFlight),
    ...several("standing", look.standing),
    ...facts.remaining,
  ];
  const payOutMinor = !empty && returns && facts.hasCard ? freeMinor : 0n;
  return decided({ remaining, payOutMinor }, basisOf(kind, rules, on));
}

function basisOf(kind: ClosureKind, rules: Rules, on: LocalDate): readonly RuleRef[] {
  const own: Readonly<Record<ClosureKind, readonly string[]>> = {
    "by-customer": ["mipay-close-right", "law-ecom-24", "mipriv-miacct-close-check", "llpriv-close-quickpay-gate"],
    reclaim: ["miacct-reclaim-pending", "trap-reclaim"],
    breach: ["miacct-measures", "mipay-terminate-return-lawful", "law-nbpi-reg-27"],
    "after-loss": ["mipay-right-account-actions", "law-nbpi-reg-27"],
  };
  return ["mipay-close-balance-first", "trap-close-with-balance", ...own[kind]].map((id) => rules.ref(id, on));
}
