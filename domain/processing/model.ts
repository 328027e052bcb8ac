/** The cases in which the law wants what processing does to people assessed before it begins. */
export const ASSESSMENT_CASES = ["sensitive", "automated", "provide", "export", "major-effect"] as const;
export type AssessmentCase = (typeof ASSESSMENT_CASES)[number];

export const RISKS = ["low", "medium", "high"] as const;
export type Risk = (typeof RISKS)[number];

/** What an assessment asks of whoever goes on. */
export const MEASURES = [
  "minimise",
  "separate-consent",
  "encrypt",
  "limit-access",
  "human-review",
  "supervise-recipient",
] as const;
export type AssessmentMeasure = (typeof MEASURES)[number];

/** What an assessment is about. */
export const ABOUT_TYPES = ["partner", "purpose", "activity"] as const;
export type AboutType = (typeof ABOUT_TYPES)[number];

export const ASSESSMENT_STATES = ["draft", "accepted", "rejected"] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];

export const RECORD_STATES = ["planned", "active", "ended"] as const;
export type RecordState = (typeof RECORD_STATES)[number];

/** What an activity does it for. */
export const ACTIVITY_PURPOSES = [
  "payment",
  "identity",
  "money-laundering-duty",
  "fraud-defence",
  "customer-service",
  "marketing",
  "security",
  "accounting",
] as const;
export type ActivityPurpose = (typeof ACTIVITY_PURPOSES)[number];

/** How data of an activity are guarded. */
export const GUARDS = ["sealed", "masked", "logged", "four-eyes", "fenced", "term-bound"] as const;
export type Guard = (typeof GUARDS)[number];

/** What the system decides about customers by itself and may be told of. What a list or a suspicion led to is none of them. */
export const DECISION_KINDS = ["account-class", "limit-denial", "reverification-restriction"] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

export const REVIEW_STATES = ["open", "stands", "changed"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];
