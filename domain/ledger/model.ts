/** Side of an account a leg moves: money in (credit) or out (debit). */
export const DIRECTIONS = ["in", "out"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What a transaction is, in the ledger's own words. */
export const TRANSACTION_KINDS = ["top-up", "withdrawal", "transfer", "payment", "debit", "refund", "fee"] as const;
export type TransactionKind = (typeof TRANSACTION_KINDS)[number];

/** Who stands on the other side of a leg; `customer` when the house keeps that account too. */
export const COUNTERPARTY_TYPES = ["customer", "person", "merchant", "institution"] as const;
export type CounterpartyType = (typeof COUNTERPARTY_TYPES)[number];
