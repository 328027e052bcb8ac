import { accountsAudit } from "./accounts/audit";
import { approvalsAudit } from "./approvals/audit";
import { auditAudit } from "./audit/audit";
import { clocksAudit } from "./clocks/audit";
import { closuresAudit } from "./closures/audit";
import { completenessAudit } from "./completeness/audit";
import { connectionsAudit } from "./connections/audit";
import { consentsAudit } from "./consents/audit";
import { controlsAudit } from "./controls/audit";
import { correctionsAudit } from "./corrections/audit";
import { customersAudit } from "./customers/audit";
import { dutyAudit } from "./duty/audit";
import { evidenceAudit } from "./evidence/audit";
import { identityAudit } from "./identity/audit";
import { incidentsAudit } from "./incidents/audit";
import { ingestionAudit } from "./ingestion/audit";
import { kycAudit } from "./kyc/audit";
import { lettersAudit } from "./letters/audit";
import { limitsAudit } from "./limits/audit";
import { lossesAudit } from "./losses/audit";
import { notificationsAudit } from "./notifications/audit";
import { objectionsAudit } from "./objections/audit";
import { operationsAudit } from "./operations/audit";
import { ordersAudit } from "./orders/audit";
import { packagesAudit } from "./packages/audit";
import { peopleAudit } from "./people/audit";
import type { Clearance } from "./permissions";
import { privacyAudit } from "./privacy/audit";
import { processingAudit } from "./processing/audit";
import { reportsAudit } from "./reports/audit";
import { retentionAudit } from "./retention/audit";
import { reverificationAudit } from "./reverification/audit";
import { rulebookAudit } from "./rulebook/audit";
import { screeningAudit } from "./screening/audit";
import { sharingAudit } from "./sharing/audit";
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
  ...retentionAudit,
  ...reverificationAudit,
  ...screeningAudit,
  ...objectionsAudit,
  ...privacyAudit,
  ...incidentsAudit,
  ...closuresAudit,
  ...consentsAudit,
  ...sharingAudit,
  ...processingAudit,
  ...packagesAudit,
  ...correctionsAudit,
  ...ordersAudit,
} as const satisfies Record<string, { clearance: Clearance }>;

export type AuditKind = keyof typeof AUDIT_KINDS;
