/** The house's own figures for telling customers things; no rule of law stands behind them. */
export const LETTERS_POLICY = {
  /** Nobody is rung up by what can wait: from this hour in the evening … */
  quietFrom: "21:00",
  /** … until this hour in the morning, Shanghai time. The message centre is never quiet. */
  quietUntil: "08:00",
  /** Hands-over of one message before it counts as lost. The job queue's waits between them add up to eighty minutes. */
  attempts: 9,
  /** A provider that took a message and says nothing more for this long has lost it. */
  receiptHours: 24,
  /** How long the provider may be silent at a hand-over. */
  timeoutSeconds: 10,
  /** Longest text of one part of a text message in Chinese. */
  smsPart: 70,
  /** Most parts a text message may have: what is longer belongs into the message centre. */
  smsParts: 3,
  /** Letters of one customer that the message centre gives at once. */
  pageLetters: 100,
} as const;

/**
 * Lines of desks with one of their own: the customers' line of payments is not that of a privacy policy (trap-hotlines).
 * Invented numbers of the demonstration; an installation puts its own here.
 */
export const DESK_LINES: Readonly<Record<string, string>> = {
  "payment-policy": "400-000-0101",
  "platform-agreement": "400-000-0202",
  "merchant-policy": "400-000-0303",
  "account-agreement": "400-000-0404",
};
