/** What the house has set for itself; none of it is law. */
export type ControlsPolicy = {
  /** A restriction is looked at again within so many calendar days. */
  readonly reviewWithinDays: number;
  /** A measure by the system whose rule leaves room is looked at by a lead within so many calendar days. */
  readonly afterReviewDays: number;
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
  proposalHours: 24,
  previewFreshSeconds: 120,
  unansweredMinutes: 5,
};
