import type { CodedEntry } from "../rulebook/coded-entry";
import type { ObjectionGround } from "./model";

/** The rows a ground rests on beside the term of its answer. */
export const GROUND_RULES = {
  "not-me": ["law-antifraud-32"],
  explained: ["law-antifraud-32"],
  proved: ["law-antifraud-32"],
  "too-wide": ["law-aml-30"],
  "too-long": ["law-aml-30"],
  "basic-needs": ["law-aml-39", "law-aml-40"],
} as const satisfies Record<ObjectionGround, readonly [string, ...string[]]>;

/** Why an objection is turned down, in words a customer may be told. */
export const REJECT_REASONS = {
  "risk-remains": ["law-aml-30"],
  "proof-missing": ["law-antifraud-32"],
  "proof-differs": ["law-antifraud-32"],
  "duty-of-law": ["law-aml-38"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type RejectReason = keyof typeof REJECT_REASONS;
export const REJECT_REASON_NAMES = Object.keys(REJECT_REASONS) as [RejectReason, ...RejectReason[]];

/** Every coded entry of the capability with the rules it carries. */
export const CODES: readonly CodedEntry[] = [
  ...Object.entries(GROUND_RULES).map(([code, rules]) => ({
    code: `objections.ground.${code}`,
    kind: "reason" as const,
    rules,
  })),
  ...Object.entries(REJECT_REASONS).map(([code, rules]) => ({
    code: `objections.reject.${code}`,
    kind: "reason" as const,
    rules,
  })),
];

/** Every "no" of this capability; translated in messages/<locale>/objections.json under `refusals`. */
export const objectionsRefusals = [
  "objections.objection.future",
  "objections.objection.too-old",
  "objections.objection.before-measure",
  "objections.objection.measure-ended",
  "objections.objection.own-protection",
  "objections.objection.already-open",
  "objections.objection.not-open",
  "objections.objection.stale",
  "objections.decision.own-measure",
  "objections.decision.own-review",
  "objections.decision.measure-ended",
  "objections.decision.measure-live",
  "objections.decision.authority-only",
  "objections.decision.no-authority",
  "objections.decision.not-here",
  "objections.decision.not-narrower",
] as const;
export type ObjectionsRefusal = (typeof objectionsRefusals)[number];
