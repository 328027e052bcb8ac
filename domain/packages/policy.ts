/** A finished package may be fetched for so many days, then it is destroyed. The house's own. */
export const PACKAGE_DAYS = 14;

/** A package is handed out so many times at most, by whichever way. The house's own. */
export const DOWNLOADS_MOST = 3;

/** A signed link of the desk opens for so many minutes. The house's own. */
export const LINK_MINUTES = 5;

/** A code from a letter opens its package for so many days; never longer than the package lives. The house's own. */
export const CODE_DAYS = 7;

/** After so many wrong codes a package's code opens nothing any more; a colleague makes a new one. The house's own. */
export const WRONG_CODES_MOST = 5;

/** The worker tries so many times to build a package before people are asked. The house's own. */
export const BUILD_TRIES_MOST = 5;

/** Rows read at a time: what memory holds of a subject with however many transactions. The house's own. */
export const PAGE_ROWS = 500;

/** What a readable page still shows line by line; beyond it the reader is sent to the table of the package. The house's own. */
export const PDF_ROWS_MOST = 200;

/** Tries at the public door: at once, and a second in the long run, from one address and from everywhere. The house's own. */
export const DOOR_RATES = {
  address: { burst: 10, perSecond: 10 / 600 },
  all: { burst: 100, perSecond: 100 / 600 },
} as const;

/** What opens nothing is answered no sooner than after so many milliseconds, whatever was wrong. The house's own. */
export const DOOR_ANSWER_MS = 400;
