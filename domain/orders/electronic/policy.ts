/** What the house has set for itself about electronic orders; none of it is law. */
export const ELECTRONIC_POLICY = {
  /** A message may be issued so many minutes ahead of our clock: clocks differ. */
  aheadMinutes: 5,
  /** One older than so many hours is not carried out: the platform is asked to send it anew. */
  oldestHours: 24,
  /** Before a stop lapses the house is told so many hours ahead. */
  alarmHours: 4,
  /** Before a freeze lapses, so many days ahead. */
  alarmDays: 7,
  /** A mismatch is looked at within so many hours: nothing is protected meanwhile. */
  mismatchHours: 2,
  /** An order kept but not carried out is taken up again after so many seconds. */
  resumeSeconds: 30,
  /** An answer not delivered is tried again after so many minutes, as long as it takes. */
  answerRetryMinutes: 5,
} as const;
export type ElectronicPolicy = typeof ELECTRONIC_POLICY;
