import type { Fenced } from "../support/catalogue";

/** Grants are per person over all programmes: they are looked up before a programme is entered. */
const OUTSIDE_THE_FENCE = ["role_grants"];
const OWN_PROGRAMME = /programme_id = \( ?SELECT current_programme\(\) AS current_programme\)/i;
const OWN_CLEARANCE = /current_clearance\(\)/;
/** The sealed log carries its programme and clearance in its name. */
const OWN_LOG = /log_is_open\(log\)/;

/**
 * Holes in the fence: a table of a programme without row security or without the policy `fence`, one whose policy does
 * not name the programme, or the clearance it has, and a second policy, which would open what the first one closes.
 */
export function fenceFaults(tables: readonly Fenced[]): string[] {
  return tables.flatMap((one) => {
    const logged = one.policies.length > 0 && OWN_LOG.test(one.using ?? "");
    if (!one.hasProgramme && one.policies.length === 0) return [];
    if (OUTSIDE_THE_FENCE.includes(one.table)) return [];
    const faults: string[] = [];
    if (!one.rowSecurity) faults.push("no row security");
    if (one.using === null) faults.push("no policy");
    else if (!logged) {
      if (!OWN_PROGRAMME.test(one.using)) faults.push("shows other programmes");
      if (!OWN_PROGRAMME.test(one.check ?? one.using)) faults.push("writes into other programmes");
      if (one.hasClearance && !OWN_CLEARANCE.test(one.using)) faults.push("shows suspicion to everybody");
      if (!one.roles?.includes("hegui_app")) faults.push("does not bind the application");
    }
    if (one.policies.length > 1) faults.push("a second policy opens the first");
    return faults.map((fault) => `${one.table}: ${fault}`);
  });
}

/** Rights the application has beyond those it is meant to have, or lacks. `meant`: table → privileges in order. */
export function grantFaults(
  found: Readonly<Record<string, string>>,
  meant: Readonly<Record<string, string>>,
): string[] {
  const names = [...new Set([...Object.keys(found), ...Object.keys(meant)])].sort();
  return names
    .filter((name) => found[name] !== meant[name])
    .map((name) => `${name}: ${found[name] ?? "nothing"}, meant ${meant[name] ?? "nothing"}`);
}
