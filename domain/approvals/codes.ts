/** Every "no" an approval decision may give; translated in messages/<locale>/approvals.json under `refusals`. */
export const approvalsRefusals = [
  "approvals.approval.expired",
  "approvals.approval.expiry-past",
  "approvals.approval.not-expired",
  "approvals.approval.not-maker",
  "approvals.approval.not-pending",
  "approvals.approval.payload-mismatch",
  "approvals.approval.person-required",
  "approvals.approval.preview-moved",
  "approvals.approval.self",
  "approvals.approval.unchanged",
] as const;

export type ApprovalsRefusal = (typeof approvalsRefusals)[number];
