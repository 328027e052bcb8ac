import type { BalanceUse } from "./class-caps";

/** What a customer asks the payment core to pay for out of the balance, as the core names it. */
export const PAYMENT_KINDS = ["consumption", "transfer", "red-packet", "withdrawal", "investment"] as const;
export type PaymentKind = (typeof PAYMENT_KINDS)[number];

/** Which use of the balance each kind is. A red packet is a transfer by its class, and outside the transfer limits. */
export const USE_OF_KIND: Readonly<Record<PaymentKind, BalanceUse>> = {
  consumption: "consumption",
  transfer: "transfer",
  "red-packet": "transfer",
  withdrawal: "transfer",
  investment: "investment",
};

/** What a payment was verified by (mipriv-auth-factors). */
export const FACTORS = ["static-password", "one-time-code", "certificate", "e-signature", "biometric"] as const;
export type Factor = (typeof FACTORS)[number];

/**
 * How strong a verification is by the legal table: `agreed`: two kinds with a certificate or an electronic signature;
 * `two`: two kinds without; `one`: fewer than two.
 */
export const TIERS = ["agreed", "two", "one"] as const;
export type Tier = (typeof TIERS)[number];

/** When a transfer arrives, as the law names the choices: at once, in the ordinary time, or the next day (law-261-options). */
export const ARRIVALS = ["at-once", "ordinary", "next-day"] as const;
export type Arrival = (typeof ARRIVALS)[number];

/** The times of arrival a payer was offered, each once, and the one they took. */
export type ArrivalChoice = { readonly offered: readonly Arrival[]; readonly chosen: Arrival };

/** What an enterprise transfers money for, as a code. */
export const PURPOSES = [
  "goods",
  "services",
  "wages",
  "refund",
  "loan",
  "dividend",
  "compensation",
  "tax-and-fees",
  "other",
] as const;

/** What a transfer is for, and the paper that is its reason: the core's name of a contract, an invoice or a payroll. */
export type PaymentPurpose = { readonly of: (typeof PURPOSES)[number]; readonly reason: string };

/** A payment somebody asks to make. Amounts in fen. */
export type Payment = {
  readonly kind: PaymentKind;
  /** To the holder's own bank account of the same name; every withdrawal is. */
  readonly ownName: boolean;
  readonly minor: bigint;
  readonly factors: readonly Factor[];
  /** Our id of the bound card it goes to or is paid with. */
  readonly cardId: string | null;
  /** Of a transfer; null where nothing was offered. */
  readonly arrival: ArrivalChoice | null;
  /** Null where none was told. */
  readonly purpose: PaymentPurpose | null;
};

/** What payments of a window add up to. Sums in fen; `paid` leaves own-name payments out, `ownName` holds them. */
export type Use = {
  readonly paid: bigint;
  readonly ownName: bigint;
  /** Transfers to others, red packets outside. */
  readonly transfers: bigint;
  readonly transferCount: number;
  /** Payments to others without any factor. */
  readonly free: bigint;
  /** How many payments to others were verified how. */
  readonly tiers: Readonly<Record<Tier, number>>;
};

/** What was used before: today over all accounts of the customer, and of this account in the year and ever. */
export type Usage = { readonly day: Use; readonly year: Use; readonly lifetime: Use };

/** What was agreed with the customer; null: the default holds, or nothing was agreed. Amounts in fen. */
export type Agreed = {
  /** A day's cap of payments verified by the strongest tier. */
  readonly dayMinor: bigint | null;
  readonly transferDayMinor: bigint | null;
  readonly transferDayCount: number | null;
  readonly transferYearMinor: bigint | null;
  /** Payments without password and code: off unless the customer applied. */
  readonly passwordFree: { readonly paymentMinor: bigint; readonly dayMinor: bigint } | null;
};

export const NOTHING_AGREED: Agreed = {
  dayMinor: null,
  transferDayMinor: null,
  transferDayCount: null,
  transferYearMinor: null,
  passwordFree: null,
};

/** The restriction live measures leave on an account, as far as payments go. */
export type Held = {
  readonly debit: boolean;
  readonly amountMinor: bigint;
  readonly functions: readonly string[];
  readonly cards: readonly string[];
};

/** An account as a decision sees it. */
export type LimitedAccount = {
  readonly holder: "person" | "enterprise";
  readonly status: "open" | "closed";
  readonly accountClass: 1 | 2 | 3;
  readonly agreed: Agreed;
  readonly held: Held;
  /** Fen; null when nobody told. */
  readonly balanceMinor: bigint | null;
};

/** The lines a payment is measured against, in the order they are shown. */
export const LINES = [
  "class-lifetime",
  "class-year",
  "day",
  "transfer-day",
  "transfer-count",
  "transfer-year",
  "free-payment",
  "free-day",
] as const;
export type LineName = (typeof LINES)[number];

export const ANSWERS = ["allow", "deny", "ask-more"] as const;
export type AnswerWord = (typeof ANSWERS)[number];

export const DECISION_STATES = ["refused", "reserved", "confirmed", "reversed", "lapsed"] as const;
export type DecisionState = (typeof DECISION_STATES)[number];
