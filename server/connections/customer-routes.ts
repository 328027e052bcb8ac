import {
  accountPut,
  accountsPage,
  accountsQuery,
  apiAccount,
  apiCustomer,
  clearAnswer,
  customerParams,
  customerPut,
  customerReveal,
  customersPage,
  customersQuery,
  idParams,
  putAnswer,
} from "@/domain/connections/api";
import { formatDecimal } from "@/domain/shared/money";
import { accountDetailQuery, accountsListQuery } from "@/server/accounts/public";
import { customerDetailQuery, customersListQuery } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import { ask } from "@/server/kernel/query";
import { putAccount } from "./commands/put-account";
import { putCustomer } from "./commands/put-customer";
import { revealCustomer } from "./commands/reveal-customer";
import { dateRange, pageFor } from "./page-for";
import { stop } from "./problems";
import { commanded, type Route, route } from "./route";

type Masked = { readonly text: string } | null;
const text = (masked: Masked) => masked?.text ?? null;
type AccountFields = {
  id: string;
  number: string;
  accountClass: number;
  currency: string;
  status: "open" | "closed";
  openedOn: string;
  balanceMinor: bigint | null;
  balanceAt: string | null;
};

const accountOf = (row: AccountFields, customerId: string, coreNumber: Masked) => ({
  id: row.id,
  number: row.number,
  customerId,
  accountClass: row.accountClass,
  currency: row.currency,
  status: row.status,
  openedOn: row.openedOn,
  coreNumber: text(coreNumber),
  balance: row.balanceMinor === null ? null : formatDecimal({ minor: row.balanceMinor, currency: row.currency }),
  balanceAt: row.balanceAt,
});

const listCustomers = route({
  method: "GET",
  path: "/customers",
  operationId: "listCustomers",
  tag: "customers",
  summary: "Customers, newest first, masked",
  scope: "customers.read",
  query: customersQuery,
  answer: customersPage,
  run: (call) => {
    const { kind, status, sinceFrom, sinceTo } = call.query;
    const since = dateRange(sinceFrom, sinceTo);
    const filters = { ...(kind && { kind: [kind] }), ...(status && { status: [status] }), ...(since && { since }) };
    return pageFor(call, customersListQuery, "customers", filters, ({ id, number, ...row }) => ({
      id,
      number,
      kind: row.kind,
      status: row.status,
      since: row.since,
      name: text(row.name),
      phone: text(row.phone),
    }));
  },
});

const getCustomer = route({
  method: "GET",
  path: "/customers/{customer}",
  operationId: "getCustomer",
  tag: "customers",
  summary: "One customer by id or number, masked",
  scope: "customers.read",
  params: customerParams,
  answer: apiCustomer,
  async run({ runtime, principal, requestId, params: { customer } }) {
    if (customer.startsWith("C-")) {
      const input = { filters: { number: customer }, limit: 1 };
      const { rows } = await ask(runtime, customersListQuery, { principal, input, requestId });
      const row = rows[0] ?? notFound();
      const { id, number, kind, status, since } = row;
      return { body: { id, number, kind, status, since, name: text(row.name), phone: text(row.phone) } };
    }
    const found = await ask(runtime, customerDetailQuery, { principal, input: { id: customer }, requestId });
    const { id, number, kind, status, since } = found;
    const [name, phone] = [text(found.name?.masked ?? null), text(found.phone?.masked ?? null)];
    return { body: { id, number, kind, status, since, name, phone } };
  },
});

const postCustomer = route({
  method: "POST",
  path: "/customers",
  operationId: "putCustomer",
  tag: "customers",
  summary: "Makes or changes a customer, by the caller's reference",
  scope: "customers.write",
  body: customerPut,
  answer: putAnswer,
  makes: true,
  async run(call) {
    const { result } = await commanded(call, putCustomer, call.body);
    return { status: result.created ? 201 : 200, body: result };
  },
});

const postReveal = route({
  method: "POST",
  path: "/customers/{id}/clear",
  operationId: "readCustomerClear",
  tag: "customers",
  summary: "Values of a customer in clear; each one is in the audit log, and given once",
  scope: "customers.clear",
  params: idParams,
  body: customerReveal,
  answer: clearAnswer,
  async run(call) {
    const input = { ...call.body, customerId: call.params.id };
    const { result, replayed } = await commanded(call, revealCustomer, input);
    return replayed ? stop("connections.request.replayed-clear") : { body: result };
  },
});

const listAccounts = route({
  method: "GET",
  path: "/accounts",
  operationId: "listAccounts",
  tag: "accounts",
  summary: "Accounts, newest first, core numbers masked",
  scope: "accounts.read",
  query: accountsQuery,
  answer: accountsPage,
  run: (call) => {
    const { customerId, status } = call.query;
    const filters = { ...(customerId && { customer: customerId }), ...(status && { status: [status] }) };
    return pageFor(call, accountsListQuery, "accounts", filters, (row) =>
      accountOf(row, row.customer.id, row.coreNumber),
    );
  },
});

const getAccount = route({
  method: "GET",
  path: "/accounts/{id}",
  operationId: "getAccount",
  tag: "accounts",
  summary: "One account, its core number masked",
  scope: "accounts.read",
  params: idParams,
  answer: apiAccount,
  async run({ runtime, principal, requestId, params }) {
    const found = await ask(runtime, accountDetailQuery, { principal, input: params, requestId });
    return { body: accountOf(found, found.customer.id, found.coreNumber?.masked ?? null) };
  },
});

const postAccount = route({
  method: "POST",
  path: "/accounts",
  operationId: "putAccount",
  tag: "accounts",
  summary: "Makes or changes an account, by the core's number",
  scope: "accounts.write",
  body: accountPut,
  answer: putAnswer,
  makes: true,
  async run(call) {
    const { result } = await commanded(call, putAccount, call.body);
    return { status: result.created ? 201 : 200, body: result };
  },
});

/** Doors about customers and their accounts. */
export const CUSTOMER_ROUTES: readonly Route[] = [
  listCustomers,
  postCustomer,
  getCustomer,
  postReveal,
  listAccounts,
  postAccount,
  getAccount,
];
