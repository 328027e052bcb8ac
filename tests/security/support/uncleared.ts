import type { Role } from "@/domain/identity/roles";

/** Roles that must not learn that a suspicion exists. */
export const UNCLEARED = [
  "customer-service",
  "kyc-reviewer",
  "compliance-officer",
  "privacy-officer",
  "auditor",
  "team-lead",
  "administrator",
] as const satisfies readonly Role[];

/** Everything that stands behind the wall about a customer, by its table. */
export const HIDDEN = [
  "measures",
  "approvals",
  "work_items",
  "audit_entries",
  "screening_hits",
  "evidence_files",
  "orders",
];
