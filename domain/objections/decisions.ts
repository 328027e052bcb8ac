import type { Rules } from "../rulebook/model";
import { decided, type Refusal, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { addDays, type Instant, type LocalDate, shanghaiDate } from "../shared/time";
import { REJECT_REASONS, type RejectReason } from "./codes";
import type { ContestedExtent, ContestedMeasure, ObjectionFacts, ObjectionOutcome } from "./model";
import { LONGEST_BACKDATED_DAYS } from "./policy";
import { regimeOf } from "./term";

/** The reason that stands for every ground nobody may be told: what is behind it is decided behind its own fence. */
export const NEUTRAL_REASON = "under-review";

/**
 * May an objection to a measure be entered? `receivedAt` is when it reached the house, which may lie before today: its
 * days count from there. Refuses one of the future, one received longer ago than the house allows or before the measure
 * was given, an ended measure, the customer's own protection (which ends when he proves who he is), and a second
 * objection while one is open.
 */
export function registerObjection(input: {
  readonly measure: ContestedMeasure & { readonly givenAt: Instant };
  readonly receivedAt: Instant;
  readonly hasOpen: boolean;
  readonly now: Instant;
}): Result<true> {
  const { measure, receivedAt, hasOpen, now } = input;
  if (receivedAt > now) return refuse("objections.objection.future", { field: "receivedAt" });
  if (shanghaiDate(receivedAt) < addDays(shanghaiDate(now), -LONGEST_BACKDATED_DAYS))
    return refuse("objections.objection.too-old", { field: "receivedAt", params: { days: LONGEST_BACKDATED_DAYS } });
  if (receivedAt < measure.givenAt) return refuse("objections.objection.before-measure", { field: "receivedAt" });
  if (!measure.live) return refuse("objections.objection.measure-ended");
  if (measure.source === "customer") return refuse("objections.objection.own-protection");
  if (hasOpen) return refuse("objections.objection.already-open");
  return decided(true);
}

const MONEY_OUT: readonly ContestedExtent["scope"][] = ["amount", "function", "card"];

/** True where the first reach takes less from the customer than the second in every case. */
export function isNarrower(narrow: ContestedExtent, wide: ContestedExtent): boolean {
  if (wide.scope === "all") return narrow.scope !== "all";
  if (wide.scope === "debit") return MONEY_OUT.includes(narrow.scope);
  if (wide.scope === "amount")
    return narrow.scope === "amount" && (narrow.amountMinor ?? 0n) < (wide.amountMinor ?? 0n);
  return false;
}

/** What somebody decides. `narrower` with `partly`, `reason` with `rejected`. */
export type Verdict =
  | { readonly outcome: "upheld" | "forwarded" | "settled" }
  | { readonly outcome: "partly"; readonly narrower: ContestedExtent }
  | { readonly outcome: "rejected"; readonly reason: RejectReason };

/** What stands after a decision. `late`: the last day had passed. */
export type ObjectionDecided = { readonly state: ObjectionOutcome; readonly late: boolean };

/**
 * Decides an objection as it was shown. The decider is none of those who gave the measure (`givers`), nor who looked at it
 * afterwards and left it (`reviewer`). A measure that has
 * ended can only be settled. An authority's measure is the authority's to end: the objection is forwarded. What is kept
 * under review is ended on its own desk alone; here it may only stay. A measure against fraud is lifted at once when its
 * customer passes the check.
 */
export function decideObjection(input: {
  readonly objection: ObjectionFacts;
  readonly seen: number;
  readonly measure: ContestedMeasure;
  readonly verdict: Verdict;
  readonly decider: string;
  readonly givers: readonly string[];
  readonly reviewer?: string | null;
  readonly now: Instant;
  readonly rules: Rules;
}): Result<ObjectionDecided> {
  const { objection, measure, verdict, now, rules } = input;
  const shown = asShown(objection, input.seen);
  if (!shown.ok) return shown;
  const own = refuseOwn(input);
  if (own) return own;
  const on = shanghaiDate(now);
  const fits = fitsMeasure(measure, verdict, rules, on);
  if (!fits.ok) return fits;
  return decided({ state: verdict.outcome, late: now > objection.dueAt }, [
    ...termRules(measure, rules, on),
    ...fits.basis,
  ]);
}

/** The "no" to who had a part in the measure: gave it, or looked at it afterwards. */
export function refuseOwn(who: {
  readonly decider: string;
  readonly givers: readonly string[];
  readonly reviewer?: string | null;
}): Refusal | undefined {
  if (who.givers.includes(who.decider)) return refuse("objections.decision.own-measure");
  return who.reviewer === who.decider ? refuse("objections.decision.own-review") : undefined;
}

/** Compares with what a person saw. Refuses `stale` and `not-open`. */
export function asShown(objection: Pick<ObjectionFacts, "state" | "version">, seen: number): Result<true> {
  if (objection.version !== seen)
    return refuse("objections.objection.stale", { params: { version: objection.version } });
  if (objection.state !== "open")
    return refuse("objections.objection.not-open", { params: { state: objection.state } });
  return decided(true);
}

function termRules(measure: ContestedMeasure, rules: Rules, on: LocalDate): readonly RuleRef[] {
  const regime = regimeOf(measure);
  if (regime === "order") return [rules.ref("law-order-network", on)];
  const term = rules.ref("law-aml-39", on);
  return regime === "fraud" ? [term, rules.ref("law-antifraud-32", on)] : [term];
}

function fitsMeasure(measure: ContestedMeasure, verdict: Verdict, rules: Rules, on: LocalDate): Result<true> {
  const { outcome } = verdict;
  if (!measure.live) return outcome === "settled" ? decided(true) : refuse("objections.decision.measure-ended");
  if (outcome === "settled") return refuse("objections.decision.measure-live");
  if (measure.source === "authority") {
    const authority = rules.ref("law-order-network", on);
    return outcome === "forwarded"
      ? decided(true, [authority])
      : refuse("objections.decision.authority-only", { basis: [authority] });
  }
  if (outcome === "forwarded") return refuse("objections.decision.no-authority");
  if (verdict.outcome === "rejected")
    return decided(
      true,
      REJECT_REASONS[verdict.reason].map((id) => rules.ref(id, on)),
    );
  if (measure.reasonCode === NEUTRAL_REASON || measure.source === "customer")
    return refuse("objections.decision.not-here");
  if (verdict.outcome === "partly" && !isNarrower(verdict.narrower, measure))
    return refuse("objections.decision.not-narrower", { field: "narrower" });
  return decided(true);
}
