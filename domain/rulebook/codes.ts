/** Why a figure or a calendar year is changed on the console. */
export const CHANGE_REASONS = ["law-amended", "notice-published", "house-reading", "clash", "correction"] as const;
export type ChangeReason = (typeof CHANGE_REASONS)[number];

/** Why the second person says no. */
export const CHANGE_REJECTIONS = ["source-missing", "figure-wrong", "date-wrong", "not-agreed"] as const;
