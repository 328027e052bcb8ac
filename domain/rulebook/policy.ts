/** House settings for changes of the rulebook made on the console; no rule of law hangs on them. */
export const RULEBOOK_POLICY = {
  /** A change may begin this many days back, for law learnt of late; further back decided cases would change under hand. */
  mostDaysBack: 31,
  /** Nor further ahead than this: a typing error in the year is caught. */
  mostDaysAhead: 1_100,
  /** How long a proposed change waits for its second person. */
  proposalHours: 120,
  /** Examples named in a preview of consequences, per kind. */
  examples: 8,
  /** Open clocks looked at in a preview; beyond it the preview says that it stopped counting. */
  previewClocks: 2_000,
  /** Open clocks moved in one transaction. */
  clocksPerStep: 500,
} as const;
