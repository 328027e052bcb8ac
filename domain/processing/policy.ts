/** Days within which a person has looked again at an automatic decision. The house's own: the law names no number. */
export const REVIEW_DAYS = 5;

/** Automatic decisions one explanation tells of, the latest first. The house's own. */
export const SHOWN_DECISIONS = 200;
