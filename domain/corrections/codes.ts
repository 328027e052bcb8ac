import type { CodedEntry } from "../rulebook/coded-entry";

/** Why a second person does not agree to a correction, in words the customer may be told. */
export const CORRECTION_REJECTIONS = {
  "proof-missing": ["law-pipl-46"],
  "proof-differs": ["law-pipl-46"],
  "record-right": ["law-pipl-46"],
  "to-complete": ["law-pipl-46"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type CorrectionRejection = keyof typeof CORRECTION_REJECTIONS;

/** Every coded entry of the capability with the rules it carries. */
export const CODES: readonly CodedEntry[] = Object.entries(CORRECTION_REJECTIONS).map(([code, rules]) => ({
  code: `corrections.reject.${code}`,
  kind: "reason" as const,
  rules,
}));

/** Every "no" of this capability; translated in messages/<locale>/corrections.json under `refusals`. */
export const correctionsRefusals = [
  "corrections.correction.restricted",
  "corrections.correction.already-open",
  "corrections.correction.not-open",
  "corrections.correction.stale",
  "corrections.correction.empty",
  "corrections.item.twice",
  "corrections.item.unchanged",
  "corrections.item.malformed",
  "corrections.item.no-document",
  "corrections.item.reversed",
  "corrections.item.not-for-enterprise",
  "corrections.evidence.missing",
  "corrections.evidence.not-usable",
] as const;
export type CorrectionsRefusal = (typeof correctionsRefusals)[number];
