import { accountsPermissions } from "./accounts/permissions";
import { approvalsPermissions } from "./approvals/permissions";
import { auditPermissions } from "./audit/permissions";
import { controlsPermissions } from "./controls/permissions";
import { customersPermissions } from "./customers/permissions";
import { identityPermissions } from "./identity/permissions";
import type { Role, SystemActor } from "./identity/roles";
import { ingestionPermissions } from "./ingestion/permissions";
import { ledgerPermissions } from "./ledger/permissions";
import { overviewPermissions } from "./overview/permissions";
import { reportsPermissions } from "./reports/permissions";
import { rulebookPermissions } from "./rulebook/permissions";
import { worklistPermissions } from "./worklist/permissions";

/** Every permission of the console, with a sentence each. */
export const PERMISSIONS = {
  ...identityPermissions,
  ...auditPermissions,
  ...rulebookPermissions,
  ...approvalsPermissions,
  ...worklistPermissions,
  ...customersPermissions,
  ...accountsPermissions,
  ...ledgerPermissions,
  ...ingestionPermissions,
  ...controlsPermissions,
  ...reportsPermissions,
  ...overviewPermissions,
} as const;

export type Permission = keyof typeof PERMISSIONS;

const EVERYBODY = ["identity.self", "rulebook.read"] as const satisfies readonly Permission[];
const DESK = [
  "worklist.read",
  "overview.read",
  "customers.read",
  "accounts.read",
] as const satisfies readonly Permission[];

/** What each role may do. Written to docs/reference/permissions.md by `npm run docs`. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  "customer-service": [...EVERYBODY, ...DESK, "customers.reveal", "ledger.read", "controls.read"],
  "kyc-reviewer": [...EVERYBODY, ...DESK, "customers.reveal"],
  "aml-analyst": [
    ...EVERYBODY,
    ...DESK,
    "customers.reveal",
    "ledger.read",
    "ingestion.read",
    "controls.read",
    "reports.large-value.read",
    "reports.large-value.check",
  ],
  "compliance-officer": [
    ...EVERYBODY,
    ...DESK,
    "customers.reveal",
    "ledger.read",
    "ingestion.read",
    "ingestion.import",
    "controls.read",
    "controls.request",
    "approvals.read",
    "approvals.withdraw",
    "reports.large-value.read",
    "reports.large-value.check",
    "reports.large-value.export",
  ],
  "compliance-lead": [
    ...EVERYBODY,
    ...DESK,
    "customers.reveal",
    "ledger.read",
    "ingestion.read",
    "ingestion.import",
    "ingestion.withdraw",
    "controls.read",
    "controls.approve",
    "approvals.read",
    "approvals.decide",
    "reports.large-value.read",
    "reports.large-value.check",
    "reports.large-value.export",
    "audit.read",
  ],
  "privacy-officer": [...EVERYBODY, ...DESK, "customers.reveal"],
  auditor: [
    ...EVERYBODY,
    ...DESK,
    "ledger.read",
    "ingestion.read",
    "controls.read",
    "approvals.read",
    "reports.large-value.read",
    "reports.large-value.export",
    "audit.read",
    "audit.export",
  ],
  "team-lead": [...EVERYBODY, ...DESK, "ledger.read", "ingestion.read", "controls.read", "approvals.read"],
  administrator: [...EVERYBODY, "identity.people.read", "identity.sessions.end", "identity.roles.grant"],
};

/** What each system actor may do. */
export const SYSTEM_PERMISSIONS: Readonly<Record<SystemActor, readonly Permission[]>> = {
  "system:worker": [
    "approvals.expire",
    "ingestion.process",
    "ingestion.read",
    "controls.instruct",
    "reports.large-value.recompute",
  ],
  "system:core": ["controls.confirm"],
  "system:cli": [
    "ingestion.import",
    "ingestion.read",
    "ingestion.process",
    "ingestion.withdraw",
    "reports.large-value.read",
    "reports.large-value.export",
    "reports.large-value.recompute",
    "audit.export",
    "audit.read",
    "ledger.read",
  ],
  "system:sign-in": ["identity.sessions.start"],
  "system:seed": ["ingestion.import", "ingestion.process", "reports.large-value.recompute"],
};

export type Clearance = "general" | "suspicion";

/** Roles that may know that a suspicion exists. Everybody else must not be able to learn it. */
export const SUSPICION_ROLES: readonly Role[] = ["aml-analyst", "compliance-lead"];

/** The permissions of a set of roles, together. */
export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => ROLE_PERMISSIONS[role]));
}

/** The clearance of a set of roles: what suspicion touches opens only to cleared roles. */
export function clearanceOf(roles: readonly Role[]): Clearance {
  return roles.some((role) => SUSPICION_ROLES.includes(role)) ? "suspicion" : "general";
}
