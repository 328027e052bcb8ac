import { approvalsAudit } from "./approvals/audit";
import { auditAudit } from "./audit/audit";
import { controlsAudit } from "./controls/audit";
import { customersAudit } from "./customers/audit";
import { identityAudit } from "./identity/audit";
import { ingestionAudit } from "./ingestion/audit";
import type { Clearance } from "./permissions";
import { reportsAudit } from "./reports/audit";

/** Every word the audit log knows, with the clearance needed to read it. */
export const AUDIT_KINDS = {
  ...identityAudit,
  ...auditAudit,
  ...approvalsAudit,
  ...customersAudit,
  ...ingestionAudit,
  ...controlsAudit,
  ...reportsAudit,
} as const satisfies Record<string, { clearance: Clearance }>;

export type AuditKind = keyof typeof AUDIT_KINDS;
