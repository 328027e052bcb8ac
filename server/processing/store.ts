/** Subject types of the capability; the review's is also the kind of its work item. */
export const ACTIVITY = "processing-record";
export const ASSESSMENT = "impact-assessment";
export const REVIEW = "decision-review";
