import type { LetterLine } from "@/domain/letters/templates";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { both, NOTHING, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { type ExplainedDecision, explanationOf, requestHumanReview } from "@/server/processing/public";
import { restrictSubject } from "@/server/retention/public";
import { takeEffect } from "./at-once";
import { addStep, textsOf } from "./store";
import type { Working } from "./working";

/** Lines of one letter at most: the latest decisions. */
const MOST_LINES = 12;
/** Decisions a person looks at again for one request. */
const MOST_REVIEWS = 5;

/**
 * Does what an answer in words says was done; the lines are what the letter lists. `review`: a person looks at the decisions
 * again, and the letter says of which. Refuses a look where no decision can be looked at.
 */
export async function carryWords(
  scope: Scope,
  request: Working,
  review: boolean,
): Promise<Result<SystemEffect & { readonly lines: readonly LetterLine[] }>> {
  const { id: requestId, customerId, type } = request;
  if (type === "restriction") {
    const effect = await restrictSubject(scope, { customerId, requestId, cause: "request" });
    return decided({ ...effect, lines: [] });
  }
  if (type !== "decision-explanation") {
    const { asked } = await textsOf(scope, requestId);
    const { effect } = await takeEffect(scope, request, asked);
    return decided({ ...effect, lines: [] });
  }
  const { decisions } = await explanationOf(scope, customerId);
  const reviewable = decisions.filter((one) => one.review).slice(0, MOST_REVIEWS);
  if (review && reviewable.length === 0) return refuse("privacy.answer.nothing-to-review", { field: "review" });
  const asked = await askReviews(scope, request, review ? reviewable : []);
  const lines = decisions
    .slice(0, MOST_LINES)
    .map((one) => ({ of: one.kind, as: asked.of.has(one) ? "reviewed" : "decided", on: shanghaiDate(one.at) }));
  return decided({ ...asked.effect, lines });
}

/** Has a person look at decisions again. One that is looked at already needs no second look. */
async function askReviews(
  scope: Scope,
  { id: requestId, customerId }: Working,
  decisions: readonly ExplainedDecision[],
): Promise<{ readonly of: ReadonlySet<ExplainedDecision>; readonly effect: SystemEffect }> {
  let effect: SystemEffect = NOTHING;
  const of = new Set<ExplainedDecision>();
  for (const decision of decisions) {
    const asked = await requestHumanReview(scope, { customerId, decision, requestId });
    if (asked.ok || asked.code === "processing.review.already-open") of.add(decision);
    if (!asked.ok) continue;
    await addStep(scope, requestId, "review-asked", asked.value.number);
    effect = both(effect, asked.value);
  }
  return { of, effect };
}
