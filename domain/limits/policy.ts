/** What the house chose for its limits. No law names these numbers: they are changed here, by a change of the code. */
export const LIMITS_POLICY = {
  /** Minutes for which an allowed payment is counted while the payment core says neither that it was made nor that it was not. */
  reservationMinutes: 15,
  /** Days a raised limit may hold at most; then the customer asks again. */
  longestRaiseDays: 366,
  /** Days before a raised limit ends on which its customer, and who asked for it, are told. */
  tellDaysBefore: 7,
  /** Hours for which a proposed adjustment may be agreed to. */
  proposalHours: 72,
  /** Fen to which a day's cap of the strongest verification may be agreed, and a transfer limit of a day: 500,000 yuan. */
  highestDayMinor: 50_000_000n,
  /** Transfers a day that may be agreed at most. */
  highestTransferCount: 100,
  /** Fen to which a year's transfers may be agreed: twenty million yuan. */
  highestYearMinor: 2_000_000_000n,
  /** Requests decided in one transaction at most; they share its audit entry. */
  batchSize: 64,
} as const;
