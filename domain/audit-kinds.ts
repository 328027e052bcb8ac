import { accountsAudit } from "./accounts/audit";
import { approvalsAudit } from "./approvals/audit";
import { auditAudit } from "./audit/audit";
import { clocksAudit } from "./clocks/audit";
import { closuresAudit } from "./closures/audit";
import { completenessAudit } from "./completeness/audit";
import { connectionsAudit } from "./connections/audit";
import { controlsAudit } from "./controls/audit";
import { customersAudit } from "./customers/audit";
import { dutyAudit } from "./duty/audit";
import { evidenceAudit } from "./evidence/audit";
import { identityAudit } from "./identity/audit";
import { ingestionAudit } from "./ingestion/audit";
import { kycAudit } from "./kyc/audit";
import { lettersAudit } from "./letters/audit";
import { limitsAudit } from "./limits/audit";
import { lossesAudit } from "./losses/audit";
import { notificationsAudit } from "./notifications/audit";
import { objectionsAudit } from "./objections/audit";
import { operationsAudit } from "./operations/audit";
import { ordersAudit } from "./orders/audit";
import { peopleAudit } from "./people/audit";
import type { Clearance } from "./permissions";
import { reportsAudit } from "./reports/audit";
import { reverificationAudit } from "./reverification/audit";
import { rulebookAudit } from "./rulebook/audit";
import { screeningAudit } from "./screening/audit";
import { worklistAudit } from "./worklist/audit";

/** Every word the audit log knows, with the clearance needed to read it. */
export const AUDIT_KINDS = {
  ...identityAudit,
  ...auditAudit,
  ...rulebookAudit,
  ...clocksAudit,
  ...approvalsAudit,
  ...accountsAudit,
  ...customersAudit,
  ...evidenceAudit,
  ...ingestionAudit,
  ...controlsAudit,
  ...limitsAudit,
  ...reportsAudit,
  ...peopleAudit,
  ...dutyAudit,
  ...notificationsAudit,
  ...lettersAudit,
  ...lossesAudit,
  ...worklistAudit,
  ...connectionsAudit,
  ...operationsAudit,
  ...completenessAudit,
  ...kycAudit,
  ...reverificationAudit,
  ...screeningAudit,
  ...objectionsAudit,
  ...closuresAudit,
  ...ordersAudit,
} as const satisfies Record<string, { clearance: Clearance }>;

export type AuditKind = keyof typeof AUDIT_KINDS;
