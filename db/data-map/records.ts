import { INTERNAL, ofCustomer, type TableMaps } from "./model";

/** Customers, their papers, accounts and trade. */
export const RECORDS_MAP: TableMaps = {
  customers: {
    route: { by: "column", column: "id" },
    key: ["id"],
    owner: "customer",
    clearance: "general",
    disclose: { section: "profile" },
    erase: { occupation: "null", nationality: "null", since: "year" },
  },
  identity_documents: ofCustomer(
    { section: "identity-documents" },
    { erase: { valid_from: "null", valid_to: "null" } },
  ),
  representatives: ofCustomer({ section: "representatives" }),
  ownership_stakes: ofCustomer({ section: "representatives" }, { erase: { party_key: "no-bytes" } }),
  counterparties: {
    route: { by: "none", reason: "a subject of its own: it goes with the last trade that names it" },
    key: ["id"],
    owner: "counterparty",
    clearance: "general",
    disclose: { section: "transactions" },
    erase: "rows",
  },
  blind_index: {
    route: { by: "column", column: "subject_id" },
    key: ["programme_id", "kind", "value", "subject_id"],
    owner: "customer",
    clearance: "general",
    disclose: { not: "search keys of values that are told where they stand" },
    erase: "rows",
  },
  accounts: ofCustomer(
    { section: "accounts" },
    { erase: { opened_on: "year", closed_on: "null", balance_minor: "null" } },
  ),
  bound_cards: ofCustomer({ section: "cards" }, { erase: "rows" }),
  // Read beside the trade it was taken in as, in the statement that takes both away.
  import_identities: {
    route: { by: "join", through: "transactions", on: "transfer_id", column: "customer_id", at: "transfer_id" },
    key: ["programme_id", "identity"],
    owner: "customer",
    clearance: "general",
    disclose: { not: "fingerprints of rows whose content is told where it stands" },
    erase: "rows",
  },
  transactions: ofCustomer({ section: "transactions" }, { key: ["customer_id", "business_date", "id"], erase: "rows" }),
  endpoints: ofCustomer({ section: "devices" }),
  limit_counters: ofCustomer(
    { not: "sums of movements that are told one by one" },
    { key: ["customer_id", "account_id", "window_kind", "starts_on"], erase: "rows" },
  ),
  decisions: ofCustomer({ section: "limits" }, { erase: "rows" }),
  limit_adjustments: ofCustomer(INTERNAL),
  evidence_files: ofCustomer({ section: "files" }, { owner: "evidence-file", clearance: "column" }),
  customer_letters: ofCustomer({ section: "letters" }),
};
