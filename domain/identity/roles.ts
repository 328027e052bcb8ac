import type { Bilingual } from "../rulebook/model";

/** The nine roles, with the words people use for them. */
export const ROLES = {
  "customer-service": { zh: "客服", en: "Customer service" },
  "kyc-reviewer": { zh: "证件审核", en: "KYC reviewer" },
  "aml-analyst": { zh: "反洗钱分析", en: "AML analyst" },
  "compliance-officer": { zh: "合规专员", en: "Compliance officer" },
  "compliance-lead": { zh: "合规主管", en: "Compliance lead" },
  "privacy-officer": { zh: "隐私专员", en: "Privacy officer" },
  auditor: { zh: "审计", en: "Auditor" },
  "team-lead": { zh: "组长", en: "Team lead" },
  administrator: { zh: "管理员", en: "Administrator" },
} as const satisfies Record<string, Bilingual>;

export type Role = keyof typeof ROLES;

export const ROLE_NAMES = Object.keys(ROLES) as readonly Role[];

/** Actors that are not people. Each has its own permissions and never a session. */
export const SYSTEM_ACTORS = [
  "system:worker",
  "system:core",
  "system:gateway",
  "system:platform",
  "system:messenger",
  "system:cli",
  "system:seed",
  "system:sign-in",
  "system:public-form",
] as const;
export type SystemActor = (typeof SYSTEM_ACTORS)[number];

const OPERATORS = ROLE_NAMES.filter((role) => role !== "administrator" && role !== "auditor");

/**
 * Pairs of duties one person may not hold together in one programme: the administrator holds no other role, the
 * auditor does none of the work audited, and whoever proposes measures does not check them.
 * The database refuses the same pairs.
 */
export const CONFLICTING_ROLES: readonly (readonly [Role, Role])[] = [
  ...OPERATORS.map((role) => ["administrator", role] as const),
  ["administrator", "auditor"],
  ...OPERATORS.map((role) => ["auditor", role] as const),
  ["compliance-officer", "compliance-lead"],
];

/** True when no two of the roles conflict. */
export function rolesAreCompatible(roles: readonly Role[]): boolean {
  return !CONFLICTING_ROLES.some(([a, b]) => roles.includes(a) && roles.includes(b));
}
