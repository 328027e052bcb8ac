import { ROLE_NAMES, ROLES, SYSTEM_ACTORS } from "@/domain/identity/roles";
import {
  CLIENT_PERMISSIONS,
  type Permission,
  ROLE_PERMISSIONS,
  SUSPICION_ROLES,
  SYSTEM_PERMISSIONS,
} from "@/domain/permissions";
import { registered } from "@/server/kernel/registry";
import { page, type ReferencePage, table } from "./page";

const code = (text: string) => `\`${text}\``;
const MAY = "●";
/** Answered as if it were not there, whatever the permission says. */
const WALLED = "○";

/**
 * Every command and query against everybody: each role, each system actor, each scope of a key. tests/security asks them
 * all and holds the answers against the same permissions.
 */
export function securityMatrixPage(): ReferencePage {
  const procedures = [...registered()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const roles = procedures.map((one) => {
    const walled = one.type === "query" && one.clearance === "suspicion";
    const marks = ROLE_NAMES.map((role) => {
      if (!ROLE_PERMISSIONS[role].includes(one.permission)) return "";
      return walled && !SUSPICION_ROLES.includes(role) ? WALLED : MAY;
    });
    return [code(one.name), one.type, one.type === "command" && one.stepUp ? MAY : "", ...marks];
  });
  const others: readonly (readonly [string, readonly Permission[]])[] = [
    ...SYSTEM_ACTORS.map((actor) => [actor, SYSTEM_PERMISSIONS[actor]] as const),
    ...Object.entries(CLIENT_PERMISSIONS),
  ];
  const reached = others.map(([name, may]) => {
    const names = procedures.filter(({ permission }) => may.includes(permission)).map((one) => code(one.name));
    return [code(name), names.join(" ")];
  });
  return page(
    "security-matrix.md",
    "Security matrix",
    "Who may call what.",
    `${MAY} may; ${WALLED} holds the permission, but is answered as if it were not there; empty: is denied, and the attempt to change something is kept in the audit log. Somebody without a second factor that one of the roles asks for may do what ${code("identity.self")} allows, and nothing else, and has no clearance. A role that was lent, or granted for a time, counts until that time is over.`,
    table(
      ["procedure", "is a", "second factor", ...ROLE_NAMES.map((role) => `${ROLES[role].zh} ${ROLES[role].en}`)],
      roles,
    ),
    "## System actors and keys of machines",
    "A key reaches only what the doors of `/api/v1` call for it, and never has clearance.",
    table(["who", "may call"], reached),
  );
}
