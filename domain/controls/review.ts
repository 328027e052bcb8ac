import type { Rules } from "../rulebook/model";
import type { PersonId } from "../shared/ids";
import { decided, type Refusal, type Result, refuse } from "../shared/result";
import { type Instant, type LocalDate, shanghaiDate } from "../shared/time";
import { measureBasis, releaseBasis } from "./basis";
import { refuseReview } from "./decisions";
import { type Ending, endingOf } from "./endings";
import { isLive, type Measure, roadOf } from "./model";
import type { ControlsPolicy } from "./policy";

type Look = {
  readonly measure: Measure;
  /** True while it is before a lead. */
  readonly waits: boolean;
  readonly by: PersonId | null;
  readonly now: Instant;
  readonly rules: Rules;
};

/** The "no" to who looks afterwards: nothing waits, nothing is left to look at, or it is his own. */
function refuseLook({ measure, waits, by }: Pick<Look, "measure" | "waits" | "by">): Refusal | undefined {
  if (!waits || !isLive(measure)) return refuse("controls.review.none");
  return by === null || measure.requestedBy === by ? refuse("controls.review.same-person") : undefined;
}

/**
 * A lead looked at a measure afterwards and leaves it, to be looked at again by `reviewOn`. Refuses where nothing `waits`
 * for him, a measure he gave himself, and a date out of bounds. Rests on the measure's own rules.
 */
export function reviewMeasure(
  input: Look & { readonly reviewOn: LocalDate; readonly policy: ControlsPolicy },
): Result<Measure> {
  const { measure, reviewOn, now, rules, policy } = input;
  const today = shanghaiDate(now);
  const refusal = refuseLook(input) ?? refuseReview(reviewOn, today, policy);
  return refusal ?? decided({ ...measure, reviewOn }, measureBasis(measure.reasonCode, rules, today));
}

/** True where who looks afterwards may end it himself: own judgement at once. What others gave ends by their own road. */
export function endsByReview(measure: Pick<Measure, "source" | "approvalId">): boolean {
  return measure.source === "own-judgement" && roadOf(measure) === "at-once";
}

/**
 * A lead looked at a measure of own judgement and finds it wrongly given: it ends. Refuses like `reviewMeasure`, and what
 * he may not end: a missed or a bad review never takes a holder's or an authority's protection away.
 */
export function endByReview(input: Look): Result<Ending> {
  const { measure, now, rules } = input;
  const refusal = refuseLook(input);
  if (refusal) return refusal;
  if (!endsByReview(measure)) return refuse("controls.review.not-endable", { params: { source: measure.source } });
  const basis = releaseBasis("wrongly-given", rules, shanghaiDate(now));
  return decided(endingOf(measure, { reason: "wrongly-given", at: now, now }), basis);
}
