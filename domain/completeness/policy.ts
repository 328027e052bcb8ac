/** A control is missed when no good run ended within its cadence times this: one slow run is no alarm. */
export const MISSED_AFTER_CADENCES = 1.5;

/** What is added to that, so that a control of every minute is not missed while a process starts again. */
export const MISSED_GRACE_MINUTES = 5;

/** Single runs are kept this long; what a day held is kept longer. */
export const RUNS_KEPT_DAYS = 35;

/** Totals of a day are kept this long: the year an audit looks at, and the time it takes. */
export const DAYS_KEPT = 800;

/** Days in the strip of a control's runs. */
export const STRIP_DAYS = 30;

/** A loop tells of its rounds no more often than this. */
export const LOOP_TELLS_SECONDS = 60;

/** Business days before today whose day-end is asked of the core, and tied again when our side changed. */
export const TIED_DAYS = 7;

/** Differences shown, kept and made work of by one tie-out: a core that lies about everything opens no thousands. */
export const DIFFERENCES_PER_DAY = 50;

/** Hours of a day: the slices by which a difference is narrowed. */
export const SLICES = 24;

/** How long the core may take to answer for a day-end. */
export const STATEMENT_TIMEOUT_MS = 20_000;

/** Largest day-end statement taken in, in bytes. */
export const STATEMENT_BYTES = 4 * 1024 * 1024;

/** An anchor that was not accepted is tried again with the next run, this often. */
export const ANCHOR_ATTEMPTS = 48;

/** A receiver of heads answers within this time, or the anchor is tried again. */
export const ANCHOR_TIMEOUT_MS = 10_000;

/** A day the core has not closed by this many days after it is a failed run: closing takes hours, not days. */
export const CLOSED_WITHIN_DAYS = 2;
