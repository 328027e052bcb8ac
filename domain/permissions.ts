import type { ApiScope } from "./connections/scopes";
import type { Role, SystemActor } from "./identity/roles";
import type { Permission } from "./permission-list";
import { ROLE_PERMISSIONS } from "./role-permissions";

export { PERMISSIONS, type Permission } from "./permission-list";
export { ROLE_PERMISSIONS } from "./role-permissions";

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
    "letters.deliver",
    "worklist.sweep",
    "approvals.expire",
    "operations.keys.rewrap",
    "ingestion.process",
    "ingestion.read",
    "controls.instruct",
    "controls.compare",
    "controls.expire",
    "reports.large-value.recompute",
    "connections.relay",
    "completeness.watch",
    "completeness.import",
    "kyc.process",
    "reverification.run",
    "screening.run",
    "closures.run",
    "packages.build",
    "limits.run",
    "orders.watch",
    "losses.follow",
    "sharing.run",
    "privacy.run",
    "incidents.run",
    "retention.run",
    "retention.restricted.read",
  ],
  "system:core": ["controls.confirm"],
  "system:gateway": ["limits.decide"],
  "system:platform": ["orders.receive", "retention.restricted.read"],
  "system:messenger": ["letters.confirm"],
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
    "screening.lists.load",
    "orders.export",
    "reverification.run",
    "retention.restricted.read",
  ],
  "system:sign-in": ["people.links.use", "identity.sessions.start"],
  "system:public-form": ["privacy.receive", "packages.collect"],
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
  "letters.read": ["connections.letters.read"],
  "losses.write": ["losses.report"],
  "objections.write": ["objections.register"],
  "privacy.write": ["privacy.register"],
  "consents.read": ["consents.read"],
  "consents.write": ["consents.record"],
  "suppressions.read": ["consents.suppressions.read"],
  "disclosures.write": ["sharing.record"],
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
