import type { Rules } from "../rulebook/model";
import type { RuleRef } from "../shared/rule-ref";
import type { LocalDate } from "../shared/time";
import {
  AT_ONCE_REASONS,
  type AtOnceReason,
  MEASURE_REASONS,
  MEASURE_RELEASES,
  type MeasureReason,
  type MeasureRelease,
  type RestrictionReason,
  type SystemReason,
  type UrgentReason,
} from "./codes";

/** What every restriction without an order rests on: it moves no money, and it is no freeze. */
const OWN_JUDGEMENT = ["law-nbpi-reg-27", "trap-freeze-own-judgement"] as const;

/** The rules, as in force on a date, behind a restriction for this reason; the reason's own rule comes first. */
export function restrictionBasis(
  reason: RestrictionReason | SystemReason | UrgentReason,
  rules: Rules,
  on: LocalDate,
): readonly [RuleRef, ...RuleRef[]] {
  const [own, ...others]: readonly [string, ...string[]] = MEASURE_REASONS[reason];
  return [rules.ref(own, on), ...[...others, ...OWN_JUDGEMENT].map((id) => rules.ref(id, on))];
}

/** The rules, as in force on a date, behind a measure given at once; the reason's own rule comes first. */
export function atOnceBasis(reason: AtOnceReason, rules: Rules, on: LocalDate): readonly [RuleRef, ...RuleRef[]] {
  if (reason === "urgent-risk") return restrictionBasis(reason, rules, on);
  const [own, ...others]: readonly [string, ...string[]] = AT_ONCE_REASONS[reason];
  return [rules.ref(own, on), ...others.map((id) => rules.ref(id, on))];
}

/** The rules behind a measure, whatever its road. */
export function measureBasis(reason: MeasureReason, rules: Rules, on: LocalDate): readonly RuleRef[] {
  return reason in AT_ONCE_REASONS
    ? atOnceBasis(reason as AtOnceReason, rules, on)
    : restrictionBasis(reason as RestrictionReason | SystemReason, rules, on);
}

/** The rules, as in force on a date, behind a release for this reason. */
export function releaseBasis(reason: MeasureRelease, rules: Rules, on: LocalDate): readonly RuleRef[] {
  return MEASURE_RELEASES[reason].map((id) => rules.ref(id, on));
}

/** What forbids a freeze or a deduction without an application or an order. */
export function orderNeededBasis(rules: Rules, on: LocalDate): readonly RuleRef[] {
  return [...OWN_JUDGEMENT, "mipay-authority-freeze-deduct"].map((id) => rules.ref(id, on));
}
