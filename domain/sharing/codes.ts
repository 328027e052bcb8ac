import type { CodedEntry } from "../rulebook/coded-entry";
import { END_REASONS, NOTICE_KINDS, SAFEGUARDS, SHARE_CASES, TRANSFER_CASES } from "./model";

/** Why a checker does not let a partner be used. */
export const PARTNER_REJECTIONS = {
  "purpose-unclear": ["law-pipl-23"],
  "too-much-data": ["law-pipl-19"],
  "safeguards-thin": ["mipriv-share-safeguards", "llpriv-share-contract"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

const each = (group: string, names: readonly string[], rules: readonly string[]): readonly CodedEntry[] =>
  names.map((name) => ({ code: `sharing.${group}.${name}`, kind: "reason" as const, rules }));

/** Every coded entry of the capability with the rules it carries. */
export const CODES: readonly CodedEntry[] = [
  ...Object.entries(PARTNER_REJECTIONS).map(([code, rules]) => ({
    code: `sharing.rejection.${code}`,
    kind: "reason" as const,
    rules,
  })),
  ...each("case", SHARE_CASES, ["llpriv-share-8"]),
  ...each("transfer", TRANSFER_CASES, ["llpriv-transfer-4"]),
  ...each("safeguard", SAFEGUARDS, ["mipriv-share-safeguards"]),
  ...each("end", END_REASONS, ["llpriv-entrust-delete"]),
  ...each("notice", NOTICE_KINDS, ["llpriv-delete-downstream"]),
];

/** Every "no" of this capability; translated in messages/<locale>/sharing.json under `refusals`. */
export const sharingRefusals = [
  "sharing.partner.sale",
  "sharing.partner.foreign-authority",
  "sharing.partner.not-abroad",
  "sharing.partner.abroad",
  "sharing.partner.kit",
  "sharing.partner.consent-needed",
  "sharing.partner.safeguards",
  "sharing.partner.fields-too-wide",
  "sharing.partner.case-differs",
  "sharing.partner.contract-over",
  "sharing.partner.no-assessment",
  "sharing.partner.not-draft",
  "sharing.partner.not-proposed",
  "sharing.partner.not-active",
  "sharing.partner.stale",
  "sharing.partner.endpoint",
  "sharing.disclosure.not-agreed",
  "sharing.disclosure.stopped",
  "sharing.disclosure.fields",
  "sharing.disclosure.future",
  "sharing.notice.confirmed",
  "sharing.notice.not-told",
  "sharing.notice.by-interface",
  "sharing.notice.stale",
  "sharing.recipient.not-optional",
  "sharing.recipient.already-stopped",
  "sharing.recipient.not-stopped",
  "sharing.demand.home",
  "sharing.demand.decided",
  "sharing.demand.own",
  "sharing.demand.permission-missing",
  "sharing.demand.paper-missing",
] as const;
export type SharingRefusal = (typeof sharingRefusals)[number];
