import { account, amount, code, type Disclosures, date, flag, moment, number, others, sealed, text } from "./model";

const KEPT_BY_HASH = "a keyed hash to find the same value again; the value itself is told";

/** Who somebody is, his accounts and trade. */
export const RECORDS: Disclosures = {
  customers: {
    columns: {
      number: text("customerNumber", "contract", "Number of the customer"),
      kind: code("kind", "contract", "Person or enterprise", "customers.kinds"),
      status: code("status", "contract", "Whether the service is in use", "customers.status"),
      name_sealed: sealed("name", "given", "Name"),
      phone_sealed: sealed("phone", "given", "Telephone number"),
      address_sealed: sealed("address", "given", "Address"),
      external_ref_sealed: sealed("externalReference", "contract", "Name of the account at the platform"),
      occupation: text("occupation", "given", "Occupation"),
      nationality: text("nationality", "given", "Nationality, ISO 3166-1 alpha-3"),
      since: date("since", "contract", "Customer since"),
    },
  },
  identity_documents: {
    columns: {
      type: code("type", "given", "Kind of paper", "customers.documents"),
      number_sealed: sealed("number", "given", "Number of the paper"),
      valid_from: date("validFrom", "given", "Valid from"),
      valid_to: date("validTo", "given", "Valid to; null for a paper without end"),
      status: code("status", "duty", "Whether it is the paper that holds", "customers.documents"),
      created_at: moment("recordedAt", "contract", "When it was recorded"),
    },
  },
  representatives: {
    columns: {
      role: code("role", "duty", "Acts as", "customers.enterprise.roles"),
      name_sealed: others("name", "name", "Name, masked: another person's"),
      document_type: code("documentType", "duty", "Kind of paper", "customers.documents"),
      document_sealed: others("document", "id-number", "Number of the paper, masked: another person's"),
      since: date("since", "duty", "Since"),
      ended_on: date("endedOn", "duty", "Until"),
    },
  },
  ownership_stakes: {
    columns: {
      kind: code("kind", "duty", "Person or enterprise", "customers.enterprise.kinds"),
      name_sealed: others("name", "name", "Name, masked: another person's"),
      document_type: code("documentType", "duty", "Kind of paper", "customers.documents"),
      document_sealed: others("document", "id-number", "Number of the paper, masked: another person's"),
      share_bp: number("shareBasisPoints", "duty", "Part owned, in hundredths of a percent"),
      recorded_at: moment("recordedAt", "duty", "When it was recorded"),
      ended_at: moment("endedAt", "duty", "When it ended"),
    },
    leaves: { party_key: KEPT_BY_HASH },
  },
  accounts: {
    columns: {
      number: text("number", "contract", "Number of the account here"),
      core_number_sealed: sealed("paymentNumber", "contract", "Number of the account for payments"),
      account_class: code("accountClass", "contract", "Class of the account", "accounts.class"),
      currency: text("currency", "contract", "Currency, ISO 4217"),
      status: code("status", "contract", "Whether it is open", "accounts.status"),
      opened_on: date("openedOn", "contract", "Opened on"),
      closed_on: date("closedOn", "contract", "Closed on"),
      balance_minor: amount("balance", "contract", "Balance", { currency: "currency" }),
      balance_at: moment("balanceAt", "contract", "As of"),
    },
  },
  bound_cards: {
    columns: {
      account_id: account("account", "contract", "Account it is bound to"),
      type: code("type", "given", "Debit or credit card", "accounts.cards"),
      number_sealed: sealed("number", "given", "Number of the card"),
      bank: text("bank", "given", "Issuing bank"),
      bound_on: date("boundOn", "contract", "Bound on"),
      status: code("status", "contract", "Whether it is bound", "accounts.cards"),
    },
  },
  endpoints: {
    columns: {
      kind: code("kind", "contract", "Kind of device or network", "packages.endpoints"),
      value_sealed: sealed("value", "contract", "Identifier"),
      first_seen_at: moment("firstSeenAt", "contract", "First seen"),
    },
  },
  decisions: {
    columns: {
      account_id: account("account", "contract", "Account"),
      kind: code("kind", "contract", "Kind of payment asked about", "packages.payments"),
      amount_minor: amount("amount", "contract", "Amount asked about"),
      decided_at: moment("decidedAt", "contract", "When it was answered"),
      business_date: date("businessDate", "contract", "Day it counts to"),
      answer: code("answer", "derived", "What was answered automatically", "packages.answers"),
    },
    leaves: { body: "how the answer was worked out line by line; explained by a person on request" },
  },
  transactions: {
    only: "live",
    columns: {
      id: text("id", "contract", "Id of the transaction"),
      account_id: account("account", "contract", "Account"),
      business_date: date("businessDate", "contract", "Day it is booked to"),
      occurred_at: moment("occurredAt", "contract", "When it took place"),
      direction: code("direction", "contract", "In or out", "ledger.labels.directions"),
      kind: code("kind", "contract", "Kind of transaction", "ledger.labels.kinds"),
      amount_minor: amount("amount", "contract", "Amount", { currency: "currency" }),
      currency: text("currency", "contract", "Currency, ISO 4217"),
      balance_after_minor: amount("balanceAfter", "contract", "Balance afterwards", { currency: "currency" }),
      cash: flag("cash", "contract", "Whether in cash"),
      cross_border: flag("crossBorder", "contract", "Whether across the border"),
      channel: code("channel", "contract", "By which way it came", "ledger.labels.channels"),
      counterparty_type: code("counterpartyType", "contract", "What the other side is", "ledger.labels.counterparties"),
    },
    leaves: {
      cny_minor: "worked out from the amount for sums the house must watch",
      usd_minor: "worked out from the amount for sums the house must watch",
    },
  },
  // Told within the transactions they are the other side of.
  counterparties: {
    columns: {
      name_sealed: others("counterpartyName", "name", "Name of the other side, masked: another person's"),
      ref_sealed: others("counterpartyAccount", "account", "Account of the other side, masked: another person's"),
    },
  },
  evidence_files: {
    only: "from-subject",
    columns: {
      name_sealed: sealed("name", "given", "Name of the file"),
      kind: code("kind", "given", "What it shows", "evidence.kinds"),
      media_type: text("mediaType", "given", "Type of the file"),
      bytes: number("bytes", "given", "Length in bytes"),
      uploaded_at: moment("receivedAt", "given", "When it was handed in"),
      keep_until: date("keepUntil", "duty", "Kept until"),
    },
  },
  customer_letters: {
    only: "prepared",
    columns: {
      number: text("number", "duty", "Number of the letter"),
      template: code("about", "duty", "What it is about", "letters.templates"),
      written_at: moment("writtenAt", "duty", "When it was written"),
      language: code("language", "duty", "Language", "letters.languages"),
      text_sealed: { as: "text", kind: "message", origin: "duty", what: "What it says", sealed: true },
    },
  },
};
