import type { Rules } from "../rulebook/model";
import { decided, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { addDays, addDuration, type Instant, shanghaiDate, startOfDay } from "../shared/time";
import { CAUSE_RULES, PROTECTION_RULES } from "./codes";
import type { Cause, ReportState } from "./model";
import type { LossesPolicy } from "./policy";

/** Stops given to unverified callers within the house's window, before this one. */
export type StopsLately = { readonly forCustomer: number; readonly byColleague: number };

/** What the gesture starts: a freeze without end for who is known, a short stop for who is not, or a lead's yes first. */
export type Gesture =
  | { readonly outcome: "protect"; readonly kind: "freeze"; readonly state: "protected"; readonly until: null }
  | {
      readonly outcome: "protect";
      readonly kind: "stop";
      readonly state: "stopped";
      readonly until: Instant;
      readonly callBackBy: Instant;
    }
  | { readonly outcome: "ask-lead"; readonly state: "awaiting-lead" };

/**
 * What follows from a notice. Protection of a known caller waits for nobody and has no end; an unverified caller gets a
 * stop that ends by itself, counted so that nobody can lock another out. Refuses a notice in the future or older than the
 * house takes as one.
 */
export function decideGesture(input: {
  readonly cause: Cause;
  readonly verified: boolean;
  readonly noticeAt: Instant;
  readonly stops: StopsLately;
  readonly now: Instant;
  readonly policy: LossesPolicy;
  readonly rules: Rules;
}): Result<Gesture> {
  const { cause, verified, now, policy, rules } = input;
  const refusal = refuseNotice(input.noticeAt, now, policy);
  if (refusal) return refusal;
  const basis = protectionBasis(cause, rules, now);
  if (verified) return decided({ outcome: "protect", kind: "freeze", state: "protected", until: null }, basis);
  const { forCustomer, byColleague } = input.stops;
  if (forCustomer >= policy.mostStopsPerCustomer || byColleague >= policy.mostStopsPerColleague)
    return decided({ outcome: "ask-lead", state: "awaiting-lead" }, basis);
  return decided(stopOf(now, policy), basis);
}

/** The short stop of an unverified caller, counted from `now`. */
export function stopOf(now: Instant, policy: LossesPolicy) {
  return {
    outcome: "protect",
    kind: "stop",
    state: "stopped",
    until: addDuration(now, { hours: policy.stopHours }),
    callBackBy: addDuration(now, { minutes: policy.callBackMinutes }),
  } as const;
}

/** The rows that protection for a cause rests on. */
export function protectionBasis(cause: Cause, rules: Rules, now: Instant): readonly RuleRef[] {
  const on = shanghaiDate(now);
  return [...CAUSE_RULES[cause], ...PROTECTION_RULES].map((id) => rules.ref(id, on));
}

function refuseNotice(noticeAt: Instant, now: Instant, policy: LossesPolicy) {
  if (noticeAt > now) return refuse("losses.report.notice-in-future", { field: "noticeAt" });
  const oldest = startOfDay(addDays(shanghaiDate(now), -policy.oldestNoticeDays));
  return noticeAt < oldest
    ? refuse("losses.report.notice-too-old", { field: "noticeAt", params: { days: policy.oldestNoticeDays } })
    : undefined;
}

/**
 * The notice liability runs from once a further one came: the earliest that a known caller gave, or the report's own. Whoever
 * proves nothing does not move it, lest a stranger's word put a loss on the house.
 */
export function noticeThatCounts(first: Instant, further: Instant, verified: boolean): Instant {
  return verified && further < first ? further : first;
}

/**
 * What a second notice brings to an open report. `raise`: now the caller is known, so the freeze takes the place of the
 * stop, or of nothing. `keep`: what stands stays, whoever called.
 */
export function joinNotice(state: ReportState, verified: boolean): "raise" | "keep" {
  return verified && (state === "stopped" || state === "awaiting-lead") ? "raise" : "keep";
}
