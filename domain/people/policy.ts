/** House policy, not law: figures of this institution that an administrator may argue about and a release may change. */
export const PEOPLE_POLICY = {
  /** Days in which an invited person must accept. */
  invitationDays: 7,
  /** Hours in which a link that resets a password must be used. */
  resetHours: 24,
  /** Hours in which a second person must decide about a role, a delegation or a reset. */
  proposalHours: 72,
  /** The longest time for which a role may be delegated. */
  delegationDays: 30,
  /** The longest time for which suspicion clearance may be lent to an auditor. */
  clearanceDays: 90,
  /** Days in which a review of access must be signed; after them it warns. */
  reviewDays: 14,
} as const;

/** Roles that nobody may lend: who gives rights does not pass that on, and who audits audits himself. */
export const UNDELEGABLE = ["administrator", "auditor"] as const;
