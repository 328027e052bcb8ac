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
  "incident.notice": { basis: ["law-pipl-57", "llpriv-incident-content", "llpriv-incident-channel"], urgent: true },
  "closure.remaining": { basis: ["mipay-close-balance-first"], urgent: false },
  "closure.reclaim": { basis: ["miacct-reclaim-24m", "miacct-reclaim-pending"], urgent: false },
  "closure.done": { basis: ["mipay-close-right"], urgent: false },
  "privacy.received": { basis: ["law-pipl-50", "law-app-191"], urgent: false },
  "privacy.code": { basis: ["law-pipl-50", "mipriv-never-ask-code"], urgent: true },
  "privacy.papers-asked": { basis: ["law-pipl-50", "law-ecom-24"], urgent: false },
  "privacy.package-ready": { basis: ["law-pipl-45"], urgent: false },
  "privacy.copy-ready": { basis: ["law-pipl-45"], urgent: false },
  "privacy.corrected": { basis: ["law-pipl-46"], urgent: false },
  "privacy.erased": { basis: ["law-pipl-47", "law-pipl-50"], urgent: false },
  "privacy.closing": { basis: ["law-ecom-24", "law-pipl-47"], urgent: false },
  "privacy.refused": { basis: ["law-pipl-50", "law-pipl-65", "trap-refusal-reason", "trap-dsar-str"], urgent: false },
  "privacy.answered": { basis: ["law-pipl-50"], urgent: false },
  "privacy.withdrawn": { basis: ["law-pipl-50"], urgent: false },
  "privacy.fee": { basis: ["mipriv-copy-free-one", "llpriv-fee", "law-netdata-23"], urgent: false },
  "privacy.resumed": { basis: ["law-pipl-44"], urgent: false },
  "limit.ending": { basis: ["mipay-adjust-account"], urgent: false },
  "limit.changed": { basis: ["mipay-adjust-account"], urgent: false },
  "marketing.offer": { basis: ["llpriv-marketing-optout", "mipriv-marketing-optout", "law-pipl-24"], urgent: false },
} as const satisfies Record<string, Definition>;

export type LetterTemplate = keyof typeof LETTERS;
export const LETTER_TEMPLATES = Object.keys(LETTERS) as [LetterTemplate, ...LetterTemplate[]];

/** What is sent to sell something: it goes only where the customer agreed to it, channel by channel. */
export const isMarketing = (template: LetterTemplate): boolean => template.startsWith("marketing.");

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

/** Words of a letter's own, beside its template: what the house agreed to say of one thing. Told in full only in the message centre. */
export const OWN_WORDS = ["facts", "measures", "advice", "remedies", "contact", "answer"] as const;
export type OwnWords = Readonly<Partial<Record<string, string>>>;

const code = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(?:[._:-][a-z0-9]+)*$/);

/** One line of a letter that lists things: what, what becomes of it, on or until which day, and by which row. */
const letterLine = z.strictObject({
  of: code,
  as: code,
  on: z.iso.date().optional(),
  rule: code.optional(),
});
export type LetterLine = z.input<typeof letterLine>;

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
  /** The challenge whose code the letter carries: the code itself is made when the text is, and kept nowhere in clear. */
  challenge: z.uuid().optional(),
  /** Whose line the customer calls: a desk with one of its own. */
  desk: code.optional(),
  /** Why something was refused, as it may be told, and the row that says where to complain. */
  ground: code.optional(),
  remedy: code.optional(),
  lines: z.array(letterLine).max(20).optional(),
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
