/** Every "no" of a large-value decision; translated in messages/<locale>/reports.json under `refusals`. */
export const reportsRefusals = [
  "reports.large-value.not-final",
  "reports.large-value.not-open",
  "reports.large-value.stale",
  "reports.exemption.not-exempt",
  "reports.exemption.already-proposed",
] as const;

/** The row of the law that frees some transactions from the large-value report. */
export const EXEMPTION_RULE = "law-hvt-exempt";

/** Its kinds; named in messages/<locale>/reports.json under `labels.exemptions`. */
export const EXEMPTIONS = [
  "same-name-redeposit",
  "currency-conversion",
  "state-counterparty",
  "interbank-market",
  "gold-exchange",
  "internal-funds",
  "on-lending",
  "loan-swap",
  "bank-tax-correction-interest",
  "determined-by-central-bank",
] as const;
export type Exemption = (typeof EXEMPTIONS)[number];

/** What a checker says who does not exempt. */
export const EXEMPTION_REJECTIONS = ["kind-does-not-fit", "evidence-missing", "to-complete"] as const;
