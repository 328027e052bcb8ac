/** What the house chose for its KYC desk. No law names these numbers: they are changed here, by a change of the code. */
export const KYC_POLICY = {
  /** Share of acceptances that are looked at a second time, in basis points: one in twenty. */
  secondLookBp: 500,
  /** Calendar days a customer has to answer a request; told to him as a wish, as no rule gives a term. */
  requestDays: 10,
  /** Hours from when a submission is ready until it should be decided. */
  targetHours: 24,
  /** Submissions that a practised reviewer clears in an hour. */
  throughputPerHour: 60,
  /** Hours for which a proposed override may be agreed to. */
  overrideHours: 72,
  /** Edges of the ageing of the queue, in hours since a submission was ready. */
  ageingHours: [1, 4, 24, 72],
  /** Decisions older than this many days are left out of the figures. */
  figureDays: 30,
} as const;
