import {
  confirmationAnswer,
  confirmationPost,
  transactionsAnswer,
  transactionsEnvelope,
  transactionsPage,
  transactionsPost,
  transactionsQuery,
} from "@/domain/connections/api";
import { formatDecimal } from "@/domain/shared/money";
import { confirmInstruction } from "@/server/controls/public";
import { transactionsList } from "@/server/ledger/public";
import { recordTransactions } from "./commands/record-transactions";
import { CONSENT_ROUTES } from "./consent-routes";
import { CUSTOMER_ROUTES } from "./customer-routes";
import { LETTER_ROUTES } from "./letter-routes";
import { dateRange, pageFor } from "./page-for";
import { PRIVACY_ROUTES } from "./privacy-routes";
import { PROTECTION_ROUTES } from "./protection-routes";
import { commanded, type Route, route } from "./route";
import { SUBMISSION_ROUTES } from "./submission-routes";

const listTransactions = route({
  method: "GET",
  path: "/transactions",
  operationId: "listTransactions",
  tag: "transactions",
  summary: "Account sides of transactions, newest first",
  scope: "transactions.read",
  query: transactionsQuery,
  answer: transactionsPage,
  run: (call) => {
    const { customerId, accountId, batchId, direction, kind, from, to } = call.query;
    const date = dateRange(from, to);
    const filters = {
      ...(customerId && { customer: customerId }),
      ...(accountId && { account: accountId }),
      ...(batchId && { batch: batchId }),
      ...(direction && { direction: [direction] }),
      ...(kind && { kind: [kind] }),
      ...(date && { date }),
    };
    return pageFor(call, transactionsList, "transactions", filters, (row) => ({
      id: row.id,
      transferId: row.transferId,
      occurredAt: row.occurredAt,
      businessDate: row.businessDate,
      direction: row.direction,
      kind: row.kind,
      amount: formatDecimal({ minor: BigInt(row.amountMinor), currency: row.currency }),
      currency: row.currency,
      cash: row.cash,
      crossBorder: row.crossBorder,
      customerId: row.customer.id,
      accountId: row.account.id,
      batchId: row.batchId,
    }));
  },
});

const postTransactions = route({
  method: "POST",
  path: "/transactions",
  operationId: "recordTransactions",
  tag: "transactions",
  summary: "Takes up to 500 transactions in; each row is answered for itself",
  scope: "transactions.write",
  body: transactionsEnvelope,
  documentedBody: transactionsPost,
  answer: transactionsAnswer,
  async run(call) {
    const input = { rows: call.body.rows, bytes: call.bodyBytes };
    return { body: (await commanded(call, recordTransactions, input)).result };
  },
});

const postConfirmation = route({
  method: "POST",
  path: "/confirmations",
  operationId: "confirmInstruction",
  tag: "confirmations",
  summary: "Says what the payment core did with an instruction, as its callback would",
  scope: "confirmations.write",
  body: confirmationPost,
  answer: confirmationAnswer,
  async run(call) {
    const input = { ...call.body, reason: call.body.reason ?? null };
    const { result } = await commanded(call, confirmInstruction, input);
    return { body: { measureId: call.body.measureId, state: result.state } };
  },
});

/** Every door of /api/v1. */
export const ROUTES: readonly Route[] = [
  ...CUSTOMER_ROUTES,
  listTransactions,
  postTransactions,
  ...SUBMISSION_ROUTES,
  ...LETTER_ROUTES,
  ...PROTECTION_ROUTES,
  ...PRIVACY_ROUTES,
  ...CONSENT_ROUTES,
  postConfirmation,
];
