/** Days for which a customer who said no is not asked again. The house's own, unconfirmed: the law says "not often". */
export const ASK_AGAIN_DAYS = 180;

/** How long a version waits for a second person before its proposal lapses. The house's own. */
export const PUBLISH_HOURS = 72;

/** A consent may be entered so many days after it was said at most. The house's own. */
export const LONGEST_BACKDATED_DAYS = 365;
