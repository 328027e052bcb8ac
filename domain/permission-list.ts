import { accountsPermissions } from "./accounts/permissions";
import { approvalsPermissions } from "./approvals/permissions";
import { auditPermissions } from "./audit/permissions";
import { clocksPermissions } from "./clocks/permissions";
import { closuresPermissions } from "./closures/permissions";
import { completenessPermissions } from "./completeness/permissions";
import { connectionsPermissions } from "./connections/permissions";
import { consentsPermissions } from "./consents/permissions";
import { controlsPermissions } from "./controls/permissions";
import { correctionsPermissions } from "./corrections/permissions";
import { customersPermissions } from "./customers/permissions";
import { dutyPermissions } from "./duty/permissions";
import { evidencePermissions } from "./evidence/permissions";
import { identityPermissions } from "./identity/permissions";
import { incidentsPermissions } from "./incidents/permissions";
import { ingestionPermissions } from "./ingestion/permissions";
import { kycPermissions } from "./kyc/permissions";
import { ledgerPermissions } from "./ledger/permissions";
import { lettersPermissions } from "./letters/permissions";
import { limitsPermissions } from "./limits/permissions";
import { lossesPermissions } from "./losses/permissions";
import { notificationsPermissions } from "./notifications/permissions";
import { objectionsPermissions } from "./objections/permissions";
import { operationsPermissions } from "./operations/permissions";
import { ordersPermissions } from "./orders/permissions";
import { overviewPermissions } from "./overview/permissions";
import { packagesPermissions } from "./packages/permissions";
import { peoplePermissions } from "./people/permissions";
import { privacyPermissions } from "./privacy/permissions";
import { processingPermissions } from "./processing/permissions";
import { reportsPermissions } from "./reports/permissions";
import { retentionPermissions } from "./retention/permissions";
import { reverificationPermissions } from "./reverification/permissions";
import { rulebookPermissions } from "./rulebook/permissions";
import { screeningPermissions } from "./screening/permissions";
import { sharingPermissions } from "./sharing/permissions";
import { worklistPermissions } from "./worklist/permissions";

/** Every permission of the console, with a sentence each. */
export const PERMISSIONS = {
  ...identityPermissions,
  ...auditPermissions,
  ...rulebookPermissions,
  ...clocksPermissions,
  ...approvalsPermissions,
  ...worklistPermissions,
  ...customersPermissions,
  ...evidencePermissions,
  ...accountsPermissions,
  ...ledgerPermissions,
  ...ingestionPermissions,
  ...controlsPermissions,
  ...limitsPermissions,
  ...reportsPermissions,
  ...screeningPermissions,
  ...lossesPermissions,
  ...kycPermissions,
  ...retentionPermissions,
  ...reverificationPermissions,
  ...ordersPermissions,
  ...objectionsPermissions,
  ...closuresPermissions,
  ...consentsPermissions,
  ...sharingPermissions,
  ...processingPermissions,
  ...privacyPermissions,
  ...incidentsPermissions,
  ...packagesPermissions,
  ...correctionsPermissions,
  ...overviewPermissions,
  ...peoplePermissions,
  ...dutyPermissions,
  ...operationsPermissions,
  ...notificationsPermissions,
  ...lettersPermissions,
  ...connectionsPermissions,
  ...completenessPermissions,
} as const;

export type Permission = keyof typeof PERMISSIONS;
