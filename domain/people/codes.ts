/** Why a checker says no to a role, a delegation or a reset. Words in messages under `people.rejections`. */
export const PEOPLE_REJECTIONS = ["not-needed", "wrong-person", "too-wide", "ask-again"] as const;

/** Why a role is lent. Words in messages under `people.delegationReasons`. */
export const DELEGATION_REASONS = ["leave", "training", "workload", "other"] as const;
export type DelegationReason = (typeof DELEGATION_REASONS)[number];

/** What a reviewer says of a grant. Words in messages under `people.reviewReasons`. */
export const REVIEW_REASONS = {
  keep: ["needed", "cover"],
  end: ["moved", "unused", "too-wide", "left"],
} as const;
export type ReviewDecision = keyof typeof REVIEW_REASONS;
