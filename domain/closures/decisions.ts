import type { Rules } from "../rulebook/model";
import { type Decided, decided, type Result, refuse } from "../shared/result";
import type { LocalDate } from "../shared/time";
import { CLOSURE_REASONS, type ClosureReason, type StopCause } from "./codes";
import { type Assessment, assessClosure } from "./conditions";
import type { CandidateState, ClosureFacts, ClosureKind, ClosureState, IdentityWay } from "./model";
import { PAY_OUT_ROUNDS } from "./policy";
import { proposableFrom } from "./reclaim";

/** Kinds in which the customer himself asks: that it is he is made sure of first (miacct-close-own). */
const ASKED_BY_CUSTOMER: readonly ClosureKind[] = ["by-customer", "after-loss"];

/**
 * May an account be proposed for closing? Refuses a closed one, one whose closing is under way, a reason of another kind,
 * a wish of nobody checked, and whatever remains. Gives what is paid out first.
 */
export function requestClosure(input: {
  readonly account: { readonly status: "open" | "closed" };
  readonly underWay: boolean;
  readonly reason: ClosureReason;
  readonly identity: IdentityWay | null;
  readonly facts: ClosureFacts;
  readonly rules: Rules;
  readonly on: LocalDate;
}): Result<Assessment> {
  const { facts, reason, rules, on } = input;
  if (input.account.status === "closed") return refuse("closures.closure.account-closed");
  if (input.underWay) return refuse("closures.closure.already-open");
  const { kind, rules: ids } = CLOSURE_REASONS[reason];
  if (kind !== facts.kind) return refuse("closures.closure.reason-not-of-kind", { field: "reason" });
  if (ASKED_BY_CUSTOMER.includes(kind) && input.identity === null)
    return refuse("closures.closure.identity-missing", {
      field: "identity",
      basis: [rules.ref("miacct-close-own", on)],
    });
  const assessed = clear(facts, rules, on);
  if (!assessed.ok) return assessed;
  return decided(assessed.value, [...ids.map((id) => rules.ref(id, on)), ...assessed.basis]);
}

/** Nothing may remain. Refuses with how many things do. */
export function clear(facts: ClosureFacts, rules: Rules, on: LocalDate): Result<Assessment> {
  const assessed = assessClosure(facts, rules, on);
  const { remaining } = assessed.value;
  if (remaining.length === 0) return assessed;
  return refuse("closures.closure.remains", { params: { count: remaining.length }, basis: assessed.basis });
}

/** What the worker does next with an agreed closure. */
export type NextStep =
  | { readonly step: "pay-out"; readonly minor: bigint }
  | { readonly step: "close" }
  | { readonly step: "stop"; readonly cause: StopCause };

/**
 * The next step of an agreed closure, from everything looked at again: whatever has come up stops it; money goes to the
 * bound card; nothing left closes. `rounds` counts the payments already made: money that keeps coming in stops it.
 * Refuses a closure that is not agreed, or waits for the core.
 */
export function nextStep(
  closure: { readonly state: ClosureState; readonly rounds: number },
  facts: ClosureFacts,
  rules: Rules,
  on: LocalDate,
): Result<NextStep> {
  if (closure.state !== "approved")
    return refuse("closures.closure.not-under-way", { params: { state: closure.state } });
  const { value, basis } = assessClosure(facts, rules, on);
  if (value.remaining.length > 0) return decided({ step: "stop", cause: "remains" }, basis);
  if (value.payOutMinor === 0n) return decided({ step: "close" }, basis);
  if (closure.rounds >= PAY_OUT_ROUNDS) return decided({ step: "stop", cause: "money-moves" }, basis);
  return decided({ step: "pay-out", minor: value.payOutMinor }, basis);
}

/**
 * Where a closure stands after the core's word: what was paid out is looked at again (`approved`), what was closed is
 * closed, and a "no" stops it. Null where it did not wait for the core.
 */
export function afterCore(state: ClosureState, outcome: "applied" | "rejected"): Decided<ClosureState | null> {
  if (state !== "paying-out" && state !== "closing") return decided(null);
  if (outcome === "rejected") return decided("stopped");
  return decided(state === "paying-out" ? "approved" : "closed");
}

/** May an unused account be proposed? Refuses one used again or let be, one whose customer was not told, or told too lately. */
export function proposeCandidate(
  candidate: { readonly state: CandidateState; readonly noticedOn: LocalDate | null },
  today: LocalDate,
): Result<true> {
  if (candidate.state === "found") return refuse("closures.candidate.not-noticed");
  if (candidate.state !== "noticed" || candidate.noticedOn === null)
    return refuse("closures.candidate.not-open", { params: { state: candidate.state } });
  const from = proposableFrom(candidate.noticedOn);
  return today < from ? refuse("closures.candidate.too-early", { params: { from } }) : decided(true);
}
