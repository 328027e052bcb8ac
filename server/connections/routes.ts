import {
  apiSubmission,
  confirmationAnswer,
  confirmationPost,
  idParams,
  submissionPost,
  transactionsAnswer,
  transactionsEnvelope,
  transactionsPage,
  transactionsPost,
  transactionsQuery,
} from "@/domain/connections/api";
import { formatDecimal } from "@/domain/shared/money";
import { confirmInstruction } from "@/server/controls/public";
import { ask } from "@/server/kernel/query";
import { transactionsList } from "@/server/ledger/public";
import { recordTransactions } from "./commands/record-transactions";
import { submitSubmission } from "./commands/submit-submission";
import { CUSTOMER_ROUTES } from "./customer-routes";
import { dateRange, pageFor } from "./page-for";
import { submissionQuery } from "./queries";
import { commanded, type Route, route } from "./route";

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

const postSubmission = route({
  method: "POST",
  path: "/submissions",
  operationId: "submitSubmission",
  tag: "submissions",
  summary: "Hands in what was collected about a customer's identity",
  scope: "submissions.write",
  body: submissionPost,
  answer: apiSubmission,
  makes: true,
  run: async (call) => ({ status: 201, body: (await commanded(call, submitSubmission, call.body)).result }),
});

const getSubmission = route({
  method: "GET",
  path: "/submissions/{id}",
  operationId: "getSubmission",
  tag: "submissions",
  summary: "How a submission stands",
  scope: "submissions.read",
  params: idParams,
  answer: apiSubmission,
  run: async ({ runtime, principal, requestId, params }) => ({
    body: await ask(runtime, submissionQuery, { principal, input: params, requestId }),
  }),
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
  postSubmission,
  getSubmission,
  postConfirmation,
];
