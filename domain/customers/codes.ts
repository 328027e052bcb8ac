import type { CodedEntry } from "../rulebook/coded-entry";
import { REVEAL_FIELD_NAMES } from "./fields";

type RevealReasonRow = { readonly needsItem: boolean; readonly rules: readonly [string, ...string[]] };

/** Why a sealed value may be shown. All but a call in progress need an open item of that customer. */
export const REVEAL_REASONS = {
  "identity-check": { needsItem: true, rules: ["mipay-confidentiality"] },
  "case-work": { needsItem: true, rules: ["law-nbpi-reg-32"] },
  "authority-request": { needsItem: true, rules: ["law-nbpi-reg-32", "mipay-minimise-disclosure"] },
  "rights-request": { needsItem: true, rules: ["mipriv-classify-data"] },
  "on-call": { needsItem: false, rules: ["mipay-confidentiality"] },
} as const satisfies Record<string, RevealReasonRow>;

export type RevealReason = keyof typeof REVEAL_REASONS;

export const REVEAL_REASON_NAMES = Object.keys(REVEAL_REASONS) as [RevealReason, ...RevealReason[]];

/** Reasons of reveals, and the register of which fields are personal financial data that stays covered. */
export const CODES: readonly CodedEntry[] = [
  ...REVEAL_REASON_NAMES.map((name) => ({
    code: `customers.reveal.${name}`,
    kind: "reason" as const,
    rules: [...REVEAL_REASONS[name].rules],
  })),
  ...REVEAL_FIELD_NAMES.map((name) => ({
    code: `customers.field.${name}`,
    kind: "register" as const,
    rules: ["law-jrt0171", "mipriv-classify-data", "mipay-secret-items"],
  })),
];

/** Every "no" of customers; translated in messages under `refusals`. */
export const customersRefusals = [
  "customers.reveal.item-missing",
  "customers.reveal.item-not-open",
  "customers.reveal.note-missing",
  "customers.reveal.nothing-kept",
  "customers.enterprise.not-enterprise",
  "customers.enterprise.document",
  "customers.enterprise.full",
  "customers.enterprise.name",
  "customers.representative.ended",
  "customers.representative.one-legal",
  "customers.representative.since-future",
  "customers.stake.above-missing",
  "customers.stake.above-person",
  "customers.stake.above-whole",
  "customers.stake.cycle",
  "customers.stake.ended",
  "customers.stake.too-deep",
  "customers.stake.twice",
] as const;

export type CustomersRefusal = (typeof customersRefusals)[number];
