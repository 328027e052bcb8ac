/** House figures of the large-value desk. */
export const REPORTS_POLICY = {
  /** Hours a proposed exemption waits for its checker; the term to report goes on running meanwhile. */
  exemptionHours: 24,
} as const;
