import { ROLE_NAMES, ROLES, SYSTEM_ACTORS } from "@/domain/identity/roles";
import {
  CLIENT_PERMISSIONS,
  PERMISSIONS,
  type Permission,
  ROLE_PERMISSIONS,
  SUSPICION_ROLES,
  SYSTEM_PERMISSIONS,
} from "@/domain/permissions";
import { registered } from "@/server/kernel/registry";
import { page, type ReferencePage, table } from "./page";

const NAMES = Object.keys(PERMISSIONS) as Permission[];
const code = (text: string) => `\`${text}\``;

/** Who may do what, and which procedures ask for it. */
export function permissionsPage(): ReferencePage {
  const matrix = NAMES.map((name) => {
    const says = PERMISSIONS[name];
    const marks = ROLE_NAMES.map((role) => (ROLE_PERMISSIONS[role].includes(name) ? "●" : ""));
    return [code(name), says.zh, says.en, ...marks];
  });
  const systems = SYSTEM_ACTORS.map((actor) => [code(actor), SYSTEM_PERMISSIONS[actor].map(code).join(" ")]);
  const scopes = Object.entries(CLIENT_PERMISSIONS).map(([scope, may]) => [code(scope), may.map(code).join(" ")]);
  const procedures = [...registered()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((procedure) => [
      code(procedure.name),
      procedure.type,
      code(procedure.permission),
      procedure.type === "query" ? procedure.clearance : "",
      procedure.type === "command" && procedure.stepUp ? "●" : "",
    ]);
  const cleared = SUSPICION_ROLES.map((role) => ROLES[role].en).join(", ");
  return page(
    "permissions.md",
    "Permissions",
    "What each role may do.",
    table(
      ["permission", "说明", "in words", ...ROLE_NAMES.map((role) => `${ROLES[role].zh} ${ROLES[role].en}`)],
      matrix,
    ),
    `Suspicion clearance: ${cleared}. Everybody else is told that what suspicion touches does not exist.`,
    "## System actors",
    table(["actor", "may"], systems),
    "## Keys of machines",
    "A key never has clearance. Each of its scopes:",
    table(["scope", "may"], scopes),
    "## Commands and queries",
    "A command's name is also its audit word. *Second factor*: asks for a fresh one-time code.",
    table(["name", "is a", "permission", "clearance", "second factor"], procedures),
  );
}
