/** Audit kinds of approvals. An approval on a suspicion item is audited under that item's own kinds, not here. */
export const approvalsAudit = {
  "approvals.approval.request": { clearance: "general" },
  "approvals.approval.approve": { clearance: "general" },
  "approvals.approval.reject": { clearance: "general" },
  "approvals.approval.void": { clearance: "general" },
  "approvals.approval.withdraw": { clearance: "general" },
  "approvals.approval.expire": { clearance: "general" },
} as const satisfies Record<string, { clearance: "general" | "suspicion" }>;

export type ApprovalsAuditKind = keyof typeof approvalsAudit;
