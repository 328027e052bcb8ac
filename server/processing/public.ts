export { assessmentOf } from "./assessed";
export { type ExplainedDecision, type Explanation, explanationOf } from "./explanation";
export { requestHumanReview } from "./human-review";
