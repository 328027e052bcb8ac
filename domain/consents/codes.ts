import type { CodedEntry } from "../rulebook/coded-entry";
import { ACCEPTANCE_WAYS, LAWFUL_BASES, MAJOR_CHANGES, PURPOSES } from "./model";

/** Why somebody of the house records that a customer takes something back. */
export const WITHDRAWAL_REASONS = {
  "customer-asked": ["law-pipl-15"],
  "stop-messages": ["mipriv-marketing-optout", "llpriv-marketing-optout"],
  "stop-sharing": ["mipriv-share-optout"],
  "given-in-error": ["law-pipl-14"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type WithdrawalReason = keyof typeof WITHDRAWAL_REASONS;
export const WITHDRAWAL_REASON_NAMES = Object.keys(WITHDRAWAL_REASONS) as [WithdrawalReason, ...WithdrawalReason[]];

/** Why a checker does not let a version be published. */
export const PUBLISH_REJECTIONS = {
  "notice-short": ["law-nbpi-reg-20", "law-ecom-34"],
  "class-wrong": ["law-pipl-14"],
  "text-unclear": ["law-pipl-17"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

const entries = (group: string, codes: Readonly<Record<string, readonly string[]>>): readonly CodedEntry[] =>
  Object.entries(codes).map(([code, rules]) => ({ code: `consents.${group}.${code}`, kind: "reason" as const, rules }));
const each = (names: readonly string[], rules: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, rules]));

/** Every coded entry of the capability with the rules it carries. */
export const CODES: readonly CodedEntry[] = [
  ...entries("withdrawal", WITHDRAWAL_REASONS),
  ...entries("rejection", PUBLISH_REJECTIONS),
  ...entries("basis", each(LAWFUL_BASES, ["law-pipl-13"])),
  ...entries("major", each(MAJOR_CHANGES, ["llpriv-major-change-6"])),
  ...entries("acceptance", each(ACCEPTANCE_WAYS, ["law-nbpi-reg-20"])),
  ...entries("purpose", Object.fromEntries(Object.entries(PURPOSES).map(([name, { rules }]) => [name, rules]))),
];

/** Every "no" of this capability; translated in messages/<locale>/consents.json under `refusals`. */
export const consentsRefusals = [
  "consents.consent.core-purpose",
  "consents.consent.bundled",
  "consents.consent.purpose-not-named",
  "consents.consent.version-not-in-force",
  "consents.consent.asked-too-soon",
  "consents.consent.future",
  "consents.consent.too-old",
  "consents.consent.minor",
  "consents.consent.guardian",
  "consents.consent.not-given",
  "consents.consent.no-assessment",
  "consents.acceptance.continued-use",
  "consents.acceptance.not-asked",
  "consents.acceptance.already",
  "consents.policy.too-early",
  "consents.policy.same-text",
  "consents.policy.under-way",
  "consents.policy.not-proposed",
  "consents.policy.no-notice",
  "consents.policy.no-opinions",
  "consents.policy.class-too-low",
  "consents.policy.no-major-change",
  "consents.policy.no-changed-purpose",
  "consents.policy.changed-not-named",
  "consents.policy.no-assessment",
] as const;
export type ConsentsRefusal = (typeof consentsRefusals)[number];
