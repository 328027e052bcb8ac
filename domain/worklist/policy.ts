/** House policy of the worklist, not law. */
export const WORKLIST_POLICY = {
  /** How long a taken item stays locked to whoever took it without a sign of work. */
  lockMinutes: 30,
  /** How often the screen renews a lock while its item is worked. */
  renewMinutes: 5,
  /** How many open items one person may have at once; what is suspended does not count. */
  loadCap: 20,
  /** How far ahead an item may be put aside. */
  snoozeHours: 14 * 24,
  /** How far ahead a suspended item must come back by itself. */
  suspendHours: 90 * 24,
  /** What has no due moment stands in the order as if it were due so long after it was opened. The trigger knows it too. */
  undatedHours: 120,
  /** How much earlier one step of priority lets an item stand in the order. The trigger knows it too. */
  priorityHours: 24,
  /** For how long an own comment may be taken back. */
  withdrawMinutes: 15,
  /** How far ahead a promise may lie. */
  promiseHours: 90 * 24,
  /** How many items one deed on many may touch. */
  bulkItems: 5_000,
  /** How many of them one transaction changes. */
  bulkBatch: 100,
  /** How many a preview names. */
  previewItems: 20,
  /** How many saved views one person may keep. */
  viewsPerPerson: 50,
  /** How many queues a programme may have, and how many members one queue. */
  queues: 50,
  members: 200,
} as const;
