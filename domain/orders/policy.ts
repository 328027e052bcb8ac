/** What the house has set for itself about orders of authorities; none of it is law. */
export const ORDERS_POLICY = {
  /** A lead who did not take an order in looks at it within so many hours; overdue, others are told. It never ends anything. */
  reviewHours: 4,
  /** Before the end of an order that holds for days: so many calendar days ahead people are told, the last time most loudly. */
  alarmDays: [30, 7, 1],
  /** Before the end of an order that holds for hours. */
  alarmHours: [12, 3, 1],
  /** From when a freeze that does not say how long is asked about again, in calendar days. */
  untermedReviewDays: 30,
  /** The next in the queue is put in place so many seconds before the end of the one that holds: no gap between them. */
  takeOverAheadSeconds: 90,
  /** Rows of one part of a query's package that are read in one go. */
  pageRows: 2_000,
  /** A query's package is handed out once, within so many minutes of being asked for. */
  downloadMinutes: 10,
} as const;
export type OrdersPolicy = typeof ORDERS_POLICY;
