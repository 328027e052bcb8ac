/** The house's own figures for telling people things; no rule of law stands behind them. */
export const NOTIFICATIONS_POLICY = {
  /** Most people one piece of news goes to: more is a circular, not a notice. */
  recipientsPerNotice: 200,
  /** Hands-over of one e-mail before it counts as failed. The job queue's waits between them add up to about a day. */
  mailAttempts: 12,
  /** Most notices listed in one digest; the rest is said as a count. */
  noticesPerMail: 50,
  /** A hand-over nobody ended within this time was interrupted: its outcome is not known and it is not repeated. */
  handoverMinutes: 10,
  /** How long the SMTP server may be silent. */
  smtpTimeoutSeconds: 30,
  /** Notices read and older than this leave the list. */
  keepReadDays: 90,
} as const;
