/** What the house has set for itself; none of it is law. */
export type ControlsPolicy = {
  /** A restriction is looked at again within so many calendar days. */
  readonly reviewWithinDays: number;
  /** A measure by the system whose rule leaves room is looked at by a lead within so many calendar days. */
  readonly afterReviewDays: number;
  /** A measure given at once by a person is looked at by a lead within so many hours. */
  readonly atOnceReviewHours: number;
  /** A look that is overdue is pressed for again after so many hours. */
  readonly escalateEveryHours: number;
  /** A proposal nobody decided ends after so many hours. */
  readonly proposalHours: number;
  /** The core's dry run may be this old when a decision rests on it. */
  readonly previewFreshSeconds: number;
  /** An instruction not handed over, or not answered, for so long is looked after by the sweeper. */
  readonly unansweredMinutes: number;
};

export const CONTROLS_POLICY: ControlsPolicy = {
  reviewWithinDays: 90,
  afterReviewDays: 7,
  atOnceReviewHours: 24,
  escalateEveryHours: 24,
  proposalHours: 24,
  previewFreshSeconds: 120,
  unansweredMinutes: 5,
};

/** How long before a term ends somebody is told: in days for terms of days, in hours for terms counted in hours. */
export const ALARMS = {
  days: [30, 7, 1],
  hours: [12, 4, 1],
  /** A term no longer than this counts in hours. */
  countsHoursUpTo: 72,
} as const;

/** How the house compares itself with the payment core; none of it is law. */
export const COMPARISON_POLICY = {
  /** Accounts looked at per page, and read from the core at the same time. */
  page: 100,
  atOnce: 4,
  /** An account whose last measure ended so many days ago is compared no more. */
  endedDays: 7,
  /** After so many accounts in a row that the core would not answer for, the round ends and counts as failed. */
  unansweredInRow: 5,
  /** After sending again, the account is compared so many seconds later. */
  compareAfterSeconds: 20,
  /** An order the core would not take for so many minutes is shown as dead. */
  waitingMinutes: 30,
  /** Measures of either side kept with a difference; more are counted, not listed. */
  measuresKept: 100,
} as const;
