import { COARSE, plain, SCOPE, SUMMED, type TableClass, trade } from "../data-classes";

/** Columns of the ledger: accounts, the cards bound to them, their transactions, and the rates these are summed at. */
export const LEDGER_CLASSES: Readonly<Record<string, TableClass>> = {
  accounts: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "customer_id number batch_id",
      code: "account_class currency status",
      time: "balance_at created_at",
      system: "core_sequence version",
    }),
    core_number_sealed: trade("account number at the payment core"),
    opened_on: { ...trade("day of opening", COARSE), grade: "C1" },
    closed_on: { ...trade("day of closing", COARSE), grade: "C1" },
    balance_minor: trade("balance", SUMMED),
  },
  bound_cards: {
    ...plain({ id: "id", scope: SCOPE, reference: "account_id customer_id", code: "type status" }),
    number_sealed: trade("bank card number"),
    bank: { ...trade("issuing bank", COARSE), grade: "C1" },
    bound_on: { ...trade("day of binding", COARSE), grade: "C1" },
  },
  transactions: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "customer_id account_id transfer_id counterparty_id endpoint_id batch_id",
      code: "direction kind cash cross_border natural_person same_name currency counterparty_type channel auth_factors",
      system: "source_row version",
      time: "retired_at",
    }),
    business_date: trade("day of a transaction", SUMMED),
    occurred_at: trade("time of a transaction", SUMMED),
    amount_minor: trade("amount", SUMMED),
    cny_minor: trade("amount in yuan", SUMMED),
    usd_minor: trade("amount in dollars", SUMMED),
    balance_after_minor: trade("balance afterwards", SUMMED),
  },
  endpoints: {
    ...plain({ id: "id", scope: SCOPE, reference: "customer_id", code: "kind", time: "first_seen_at" }),
    value_sealed: trade("device or network identifier"),
  },
  fx_rates: plain({ code: "currency", fact: "on_date cny_per_unit source", time: "known_at" }),
};
