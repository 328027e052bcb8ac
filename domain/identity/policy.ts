import type { Role } from "./roles";

/** House policy, not law: figures of this institution for signing in. */
export const IDENTITY_POLICY = {
  /** The fewest characters of a password. */
  passwordLength: 12,
  /** The lowest zxcvbn score, of 0 to 4: 3 stands for about 10^8 guesses and more. */
  passwordScore: 3,
  /** Days in which a browser that gave a second factor is not asked for it at sign-in. */
  trustDays: 14,
  /** Days for which a browser stays known to be its person's. */
  deviceDays: 180,
  /** How many recovery codes are given out at once. */
  recoveryCodes: 10,
  /** Minutes in which an authenticator must answer. */
  challengeMinutes: 5,
  /** How many passkeys one person may have. */
  passkeys: 10,
  /** Live sessions of one person; the one longest unused makes room for a new one. */
  sessions: 6,
  /** Wrong second factors in a row after which none is looked at for a while. */
  factorFailures: 5,
  factorBlockMinutes: 5,
  /** A refused sign-in is answered after this time at the earliest, so that its length tells nothing. */
  refusalMilliseconds: 400,
  /** Ranges in the list of networks of one role. */
  networks: 50,
} as const;

/** Roles that give rights, decide, or may know of a suspicion: without a second factor they are not let in. */
export const SECOND_FACTOR_ROLES = [
  "administrator",
  "compliance-lead",
  "compliance-officer",
  "aml-analyst",
  "privacy-officer",
  "auditor",
] as const satisfies readonly Role[];

/** True when one of the roles asks for a second factor. */
export function needsSecondFactor(roles: readonly Role[]): boolean {
  return roles.some((role) => (SECOND_FACTOR_ROLES as readonly Role[]).includes(role));
}
