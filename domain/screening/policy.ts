/** What the house has set for itself about lists; none of it is law. */
export const SCREENING_POLICY = {
  /** A list that was not renewed for so many calendar days no longer says that somebody is not on it. */
  freshDays: 30,
  /** A newer list may lose at most this share of the one before it, in basis points; a torn file loses more. */
  shrinkBp: 2_000,
  /** Every customer is compared again after so many hours, whether a list is new or not. */
  rescreenHours: 24,
  /** A dismissal nobody decided ends after so many hours. */
  dismissalHours: 72,
  /** A hit is decided within so many calendar days; the accounts are stopped meanwhile. */
  decideDays: 1,
  /** Customers compared in one transaction. */
  batch: 500,
  /** The longest list file that is read, in bytes. */
  maxBytes: 64 * 1024 * 1024,
} as const;
export type ScreeningPolicy = typeof SCREENING_POLICY;
