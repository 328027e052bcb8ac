/**
 * What the law asks to be answered "promptly" or "without delay" is due within so many hours of its receipt: the house's
 * own, unconfirmed, since the law names no number.
 */
export const PROMPT_HOURS = 24;

/** An objection may be entered so many days after it was received at most; what came in earlier is a complaint about the house. */
export const LONGEST_BACKDATED_DAYS = 365;
