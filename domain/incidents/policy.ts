/**
 * What the law asks "promptly" of reports to the authority for personal information is done within so many hours of the
 * discovery: the house's own, unconfirmed, since the law names no number.
 */
export const PROMPT_REPORT_HOURS = 24;

/** The same for telling the people concerned: the house's own, unconfirmed. */
export const PROMPT_NOTICE_HOURS = 72;

/**
 * The central bank's rule on incidents exists, its hours are not verified: until they are, no later than the strictest
 * general term known. The house's own, unconfirmed.
 */
export const PBOC_REPORT_HOURS = 4;

/** An incident may be entered so many days after its discovery at most. The house's own. */
export const LONGEST_BACKDATED_DAYS = 365;

/** Lines of one uploaded list, and people of one incident. The house's own. */
export const MAX_LIST_LINES = 20_000;
export const MAX_PERSONS = 2_000_000;

/** Faults of a list that are named; the rest is counted. The house's own. */
export const MAX_NAMED_FAULTS = 50;

/** People written to in one step of a mass notice: a worker that dies loses no more than one step. The house's own. */
export const NOTICE_BATCH = 200;

/** How long a second person may take. The house's own: minutes count here. */
export const PROPOSAL_HOURS = 8;

/** A mass notice nobody moved for so many minutes is taken up again. The house's own. */
export const LOST_MINUTES = 10;
