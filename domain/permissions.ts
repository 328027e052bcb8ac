import { accountsPermissions } from "./accounts/permissions";
import { approvalsPermissions } from "./approvals/permissions";
import { auditPermissions } from "./audit/permissions";
import { clocksPermissions } from "./clocks/permissions";
import { completenessPermissions } from "./completeness/permissions";
import { connectionsPermissions } from "./connections/permissions";
import type { ApiScope } from "./connections/scopes";
import { controlsPermissions } from "./controls/permissions";
import { customersPermissions } from "./customers/permissions";
import { dutyPermissions } from "./duty/permissions";
import { evidencePermissions } from "./evidence/permissions";
import { identityPermissions } from "./identity/permissions";
import type { Role, SystemActor } from "./identity/roles";
import { ingestionPermissions } from "./ingestion/permissions";
import { ledgerPermissions } from "./ledger/permissions";
import { notificationsPermissions } from "./notifications/permissions";
import { operationsPermissions } from "./operations/permissions";
import { overviewPermissions } from "./overview/permissions";
import { peoplePermissions } from "./people/permissions";
import { reportsPermissions } from "./reports/permissions";
import { rulebookPermissions } from "./rulebook/permissions";
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
  ...reportsPermissions,
  ...overviewPermissions,
  ...peoplePermissions,
  ...dutyPermissions,
  ...operationsPermissions,
  ...notificationsPermissions,
  ...connectionsPermissions,
  ...completenessPermissions,
} as const;

export type Permission = keyof typeof PERMISSIONS;

const EVERYBODY = [
  "identity.self",
  "people.self",
  "duty.self",
  "rulebook.read",
  "notifications.read",
] as const satisfies readonly Permission[];
const DESK = [
  "worklist.read",
  "clocks.read",
  "overview.read",
  "customers.read",
  "accounts.read",
  "evidence.read",
  "duty.read",
] as const satisfies readonly Permission[];

/** What each role may do. Written to docs/reference/permissions.md by `npm run docs`. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  "customer-service": [
    ...EVERYBODY,
    ...DESK,
    "evidence.attach",
    "worklist.work",
    "customers.reveal",
    "ledger.read",
    "controls.read",
  ],
  "kyc-reviewer": [...EVERYBODY, ...DESK, "evidence.attach", "worklist.work", "customers.reveal"],
  "aml-analyst": [
    ...EVERYBODY,
    ...DESK,
    "evidence.attach",
    "evidence.download",
    "worklist.work",
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
    "rulebook.propose",
    "clocks.change",
    "evidence.attach",
    "evidence.download",
    "worklist.work",
    "customers.reveal",
    "customers.enterprise.record",
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
    "reports.exemption.request",
    "completeness.read",
    "completeness.explain",
    "completeness.import",
  ],
  "compliance-lead": [
    ...EVERYBODY,
    ...DESK,
    "rulebook.approve",
    "clocks.change",
    "evidence.attach",
    "evidence.download",
    "worklist.work",
    "worklist.assign",
    "customers.reveal",
    "ledger.read",
    "ingestion.read",
    "ingestion.import",
    "ingestion.withdraw",
    "controls.read",
    "controls.approve",
    "approvals.read",
    "approvals.decide",
    "people.resets.approve",
    "reports.large-value.read",
    "reports.large-value.check",
    "reports.large-value.export",
    "reports.exemption.approve",
    "audit.read",
    "completeness.read",
    "completeness.explain",
    "completeness.export",
  ],
  "privacy-officer": [
    ...EVERYBODY,
    ...DESK,
    "clocks.change",
    "evidence.attach",
    "evidence.download",
    "evidence.erase",
    "worklist.work",
    "customers.reveal",
  ],
  auditor: [
    "people.read",
    "operations.read",
    "notifications.mail.read",
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
    "connections.read",
    "completeness.read",
    "completeness.export",
  ],
  "team-lead": [
    ...EVERYBODY,
    ...DESK,
    "approvals.decide",
    "people.delegations.approve",
    "duty.manage",
    "evidence.attach",
    "worklist.work",
    "worklist.assign",
    "worklist.queues",
    "reports.large-value.read",
    "ledger.read",
    "ingestion.read",
    "controls.read",
    "approvals.read",
    "completeness.read",
  ],
  administrator: [
    ...EVERYBODY,
    "identity.people.read",
    "identity.sessions.end",
    "identity.networks.manage",
    "people.read",
    "people.manage",
    "people.roles.request",
    "people.roles.approve",
    "people.roles.end",
    "people.resets.approve",
    "people.delegations.approve",
    "people.reviews.manage",
    "duty.read",
    "approvals.read",
    "approvals.decide",
    "approvals.withdraw",
    "operations.read",
    "operations.keys.rotate",
    "connections.read",
    "connections.manage",
    "notifications.mail.read",
    "completeness.read",
  ],
};

/** What each system actor may do. */
export const SYSTEM_PERMISSIONS: Readonly<Record<SystemActor, readonly Permission[]>> = {
  "system:worker": [
    "rulebook.expire",
    "clocks.move",
    "people.links.use",
    "people.expire",
    "evidence.attach",
    "evidence.process",
    "notifications.deliver",
    "worklist.sweep",
    "approvals.expire",
    "operations.keys.rewrap",
    "ingestion.process",
    "ingestion.read",
    "controls.instruct",
    "reports.large-value.recompute",
    "connections.relay",
    "completeness.watch",
    "completeness.import",
  ],
  "system:core": ["controls.confirm"],
  "system:cli": [
    "operations.runs.record",
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
    "completeness.import",
    "completeness.read",
  ],
  "system:sign-in": ["people.links.use", "identity.sessions.start"],
  "system:seed": ["ingestion.import", "ingestion.process", "reports.large-value.recompute"],
};

/** What each scope of a machine's key may do. */
export const CLIENT_PERMISSIONS: Readonly<Record<ApiScope, readonly Permission[]>> = {
  "customers.read": ["customers.read"],
  "customers.write": ["connections.customers.write"],
  "customers.clear": ["connections.customers.clear"],
  "accounts.read": ["accounts.read"],
  "accounts.write": ["connections.accounts.write"],
  "transactions.read": ["ledger.read"],
  "transactions.write": ["connections.transactions.write"],
  "submissions.read": ["connections.submissions.read"],
  "submissions.write": ["connections.submissions.write"],
  "confirmations.write": ["controls.confirm"],
};

/** The permissions of a key's scopes, together. */
export function clientPermissionsOf(scopes: readonly ApiScope[]): ReadonlySet<Permission> {
  return new Set(scopes.flatMap((scope) => CLIENT_PERMISSIONS[scope]));
}

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
