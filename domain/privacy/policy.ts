import { DESK_LINES } from "../letters/policy";
import type { PrivacyDocument } from "./model";

/** The house's own figures for privacy requests; where a rule of law stands behind one it is read from the rulebook. */
export const PRIVACY_POLICY = {
  /** A request may be entered so many days after it was received at most. The house's own. */
  longestBackdatedDays: 365,
  /** How long a code by text message counts. The house's own. */
  codeMinutes: 30,
  /** Wrong answers to all codes of a request after which it stops. The house's own. */
  codeWrongMost: 5,
  /** Codes sent for one request at most. The house's own. */
  codeSendsMost: 5,
  /** Minutes between two codes of one request. The house's own. */
  codeGapMinutes: 2,
  /** How long ago the app's customer may have signed in for its word to count. The house's own. */
  signInMinutes: 30,
  /** An identity nobody proves lapses the request after so many days. The house's own. */
  lapseDays: 60,
  /** Words of a request nobody ever proved are kept so long after it ended, in case of a complaint. The house's own, unconfirmed. */
  unprovenKeepDays: 180,
  /** People are told so many hours before the day worked to ends. The house's own. */
  nearHours: 72,
  /** How long a proposal may wait for a second person. The house's own. */
  proposalHours: 120,
  /** Highest fee for one repeated copy, in minor units. The house's own, unconfirmed: the law says "reasonable". */
  feeMostMinor: 5_000n,
  /** Currency of that fee. */
  feeCurrency: "CNY",
  /** Days of the burn-down picture. The house's own. */
  burnDownDays: 30,
} as const;

/**
 * The public form's rates: how many calls at once, and how many a second in the long run. The house's own. Where no trusted
 * proxy says the address, what is named and what all send together is counted instead: the address of the socket would be
 * that of a proxy nobody told of, and one bucket for everybody. Nobody has to work for being heard, so no puzzle either.
 */
export const FORM_RATES = {
  /** From one address. */
  address: { burst: 10, perSecond: 10 / 3_600 },
  /** Naming one telephone, known to the house or not: nobody is flooded with codes he did not ask for. */
  phone: { burst: 5, perSecond: 5 / 86_400 },
  /** From everywhere together. */
  all: { burst: 200, perSecond: 200 / 3_600 },
  /** Looks at a status and answers to a code, from one address. */
  look: { burst: 30, perSecond: 30 / 600 },
} as const;

/** Longest body the public form takes, in bytes. */
export const FORM_BYTES = 16_384;

/**
 * Where customers reach the house about their data, by document: each its own (trap-hotlines). Invented numbers of the
 * demonstration; an installation puts its own here.
 */
export const PRIVACY_CONTACTS: Readonly<Record<PrivacyDocument, { readonly phone: string; readonly mail: string }>> = {
  "payment-policy": { phone: DESK_LINES["payment-policy"] ?? "", mail: "privacy-pay@example.invalid" },
  "platform-agreement": { phone: DESK_LINES["platform-agreement"] ?? "", mail: "privacy-mall@example.invalid" },
  "merchant-policy": { phone: DESK_LINES["merchant-policy"] ?? "", mail: "privacy-merchant@example.invalid" },
  "account-agreement": { phone: DESK_LINES["account-agreement"] ?? "", mail: "privacy-account@example.invalid" },
};
