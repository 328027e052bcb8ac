import { ROLE_NAMES, type Role } from "../identity/roles";
import { ROLE_PERMISSIONS } from "../permissions";

/** The roles that check what others propose: for each somebody should be on duty at any hour. */
export const CHECKER_ROLES: readonly Role[] = ROLE_NAMES.filter((role) =>
  ROLE_PERMISSIONS[role].includes("approvals.decide"),
);
