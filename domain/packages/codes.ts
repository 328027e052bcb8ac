/** Every "no" of this capability; translated in messages/<locale>/packages.json under `refusals`. */
export const packagesRefusals = [
  "packages.portability.identity-unproven",
  "packages.portability.not-a-person",
  "packages.portability.not-feasible",
  "packages.package.not-ready",
  "packages.package.gone",
  "packages.package.over",
  "packages.package.taken-often",
  "packages.package.stale",
  "packages.package.moved-on",
  "packages.package.still-open",
  "packages.code.spent",
] as const;
export type PackagesRefusal = (typeof packagesRefusals)[number];
