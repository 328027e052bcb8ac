import { z } from "zod";

/** By what a customer is told: a text message, a push to the app, the message centre of the app. */
export const CHANNELS = ["sms", "push", "page"] as const;
export type Channel = (typeof CHANNELS)[number];

export const LANGUAGES = ["zh-CN", "en"] as const;
export type LetterLanguage = (typeof LANGUAGES)[number];

type Definition = {
  /** The rows that ask for the letter; what it must say stands in them. */
  readonly basis: readonly [string, ...string[]];
  /** True for what protects: it goes out at any hour. */
  readonly urgent: boolean;
};

/**
 * Everything customers are told, by what it rests on. A measure against fraud says reason, way out and papers needed;
 * one of anti-money-laundering says no more than that it is there, and the right to object. What stands on a list, or on
 * an order that must stay unknown, has no template: there is nothing to send.
 */
export const LETTERS = {
  "measure.restricted": { basis: ["law-antifraud-32", "mipay-after-notice"], urgent: false },
  "measure.risk-neutral": {
    basis: ["law-aml-39", "mipay-suspicious-act-first", "mipay-after-notice", "trap-tipping-off"],
    urgent: false,
  },
  "measure.stopped-for-you": { basis: ["mipay-after-notice"], urgent: true },
  "measure.frozen-for-you": { basis: ["mipay-after-notice"], urgent: true },
  "measure.frozen-by-order": { basis: ["mipay-authority-freeze-deduct", "mipay-after-notice"], urgent: false },
  "measure.renewed": { basis: ["mipay-authority-freeze-deduct", "mipay-after-notice"], urgent: false },
  "measure.deducted": { basis: ["mipay-authority-freeze-deduct", "mipay-after-notice"], urgent: false },
  "measure.released": { basis: ["mipay-after-notice"], urgent: false },
  "measure.expired": { basis: ["mipay-after-notice"], urgent: false },
  "loss.protected": { basis: ["mipay-notify-5-cases"], urgent: true },
  "loss.call-back": { basis: ["mipay-notify-5-cases"], urgent: true },
  "loss.restored": { basis: ["mipay-notify-5-cases"], urgent: true },
  "objection.received": { basis: ["law-aml-39", "law-antifraud-32"], urgent: false },
  "objection.answered": { basis: ["law-aml-39", "law-antifraud-32"], urgent: false },
  "closure.remaining": { basis: ["mipay-close-balance-first"], urgent: false },
  "closure.reclaim": { basis: ["miacct-reclaim-24m", "miacct-reclaim-pending"], urgent: false },
  "closure.done": { basis: ["mipay-close-right"], urgent: false },
  "limit.ending": { basis: ["mipay-adjust-account"], urgent: false },
  "limit.changed": { basis: ["mipay-adjust-account"], urgent: false },
} as const satisfies Record<string, Definition>;

export type LetterTemplate = keyof typeof LETTERS;
export const LETTER_TEMPLATES = Object.keys(LETTERS) as [LetterTemplate, ...LetterTemplate[]];

/** Reasons a customer may be told, each with its words and the papers that help. Any other reads "other". */
export const TOLD_REASONS = [
  "identity-expired",
  "dormant-since-opening",
  "reverification-unanswered",
  "real-name-incomplete",
  "doubtful-data",
  "verification-refused",
  "account-adjustment",
  "merchant-breach",
  "merchant-fraud-risk",
] as const;
export type ToldReason = (typeof TOLD_REASONS)[number] | "other";

/** What a measure takes away, as customers are told. Any other reads "all". */
export const TOLD_SCOPES = ["all", "debit", "credit", "amount", "function", "card"] as const;
export type ToldScope = (typeof TOLD_SCOPES)[number];

/** How something came out for the customer. Any other reads "answered". */
export const TOLD_OUTCOMES = ["upheld", "rejected", "partly", "forwarded"] as const;
export type ToldOutcome = (typeof TOLD_OUTCOMES)[number] | "answered";

const code = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(?:[._:-][a-z0-9]+)*$/);

/**
 * Everything a letter may say besides its template: numbers people use, codes, moments, sums. No place for free text, so
 * none for a name, a full number, or a line break that would start another message.
 */
export const letterParams = z.strictObject({
  /** A case as customers name it: `LR-000042`. */
  number: z
    .string()
    .regex(/^[A-Z]{1,4}-[0-9]{1,12}$/)
    .optional(),
  reason: code.optional(),
  scope: code.optional(),
  outcome: code.optional(),
  /** The moment, or the last day, something holds. */
  until: z.union([z.iso.date(), z.iso.datetime()]).optional(),
  /** The day, or moment, by which something is due. */
  due: z.union([z.iso.date(), z.iso.datetime()]).optional(),
  /** Minor units. */
  amountMinor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  count: z.number().int().min(0).max(1_000_000).optional(),
});
export type LetterParams = z.output<typeof letterParams>;

/** The reason as it may be said. */
export const toldReason = (reason: string | undefined): ToldReason =>
  TOLD_REASONS.find((known) => known === reason) ?? "other";
/** The scope as it may be said. */
export const toldScope = (scope: string | undefined): ToldScope =>
  TOLD_SCOPES.find((known) => known === scope) ?? "all";
/** The outcome as it may be said. */
export const toldOutcome = (outcome: string | undefined): ToldOutcome =>
  TOLD_OUTCOMES.find((known) => known === outcome) ?? "answered";
