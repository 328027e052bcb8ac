/** Data keys re-wrapped in one transaction: small enough that nobody waits for their rows. */
export const REWRAP_BATCH = 500;

/** A master key stays in the ring this long after its last key was re-wrapped: no process can still hold the old ring. */
export const RETIRE_AFTER_HOURS = 24;

/** A backup older than this is shown as late: they are meant to run every night. */
export const BACKUP_LATE_HOURS = 30;

/** A drill older than this is shown as late: restoring is meant to be tried once a quarter. */
export const DRILL_LATE_HOURS = 95 * 24;

/** Sealed values a drill opens, to prove that the restored keys fit the restored data. */
export const DRILL_SAMPLE = 200;
