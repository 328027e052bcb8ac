import { userInfo } from "node:os";
import type { Principal } from "./actor";

/** The command line's principal: the system actor, with the operating-system user for the audit log. */
export function commandLinePrincipal(programmeId: string): Principal {
  return { kind: "system", name: "system:cli", programmeId, osUser: userInfo().username };
}
