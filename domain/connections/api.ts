import { z } from "zod";
import { CUSTOMER_KINDS, CUSTOMER_STATUSES } from "../customers/schema";
import { DIRECTIONS, TRANSACTION_KINDS } from "../ledger/model";
import { CURRENCIES } from "../shared/money";
import { CONNECTIONS_POLICY } from "./policy";

/**
 * The shapes of /api/v1: what is read, what is answered, and the OpenAPI document are all made from these. Unknown
 * fields are refused everywhere. Amounts are decimal text in major units, moments ISO 8601 with an offset, dates
 * Shanghai calendar days.
 */

/** Letters, digits and a few joints: how other systems name their things. */
export const reference = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,63}$/u)
  .meta({
    description: "A reference of the calling system: letters, digits and . _ : -, at most 64",
    example: "C1023",
  });
const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}]*$/u);
export const date = z.iso.date();
const currency = z.enum(CURRENCIES as [string, ...string[]]).meta({ description: "ISO 4217", example: "CNY" });
const amount = z
  .string()
  .regex(/^\d{1,17}(\.\d{1,2})?$/)
  .meta({ description: "Decimal in major units, without sign", example: "1280.50" });
const masked = z
  .string()
  .nullable()
  .meta({ description: "Masked: middle characters are covered with •. Null when nothing is kept." });
export const id = z.uuid().meta({ description: "Id in this console" });

/** How a list is paged: 1 to 100 rows, and where the page before ended. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50).meta({ description: "Rows of a page" }),
  cursor: z.string().min(1).max(600).optional().meta({ description: "`nextCursor` of the page before" }),
};

/** A page of rows. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.strictObject({
    items: z.array(row),
    nextCursor: z.string().nullable().meta({ description: "Null on the last page" }),
  });

export const idParams = z.strictObject({ id });
/** A customer by id, or by the number people say. */
export const customerParams = z.strictObject({
  customer: z
    .string()
    .regex(/^(C-\d{6,12}|[0-9a-f]{8}-[0-9a-f-]{27})$/)
    .meta({ description: "Id or number of a customer", example: "C-000042" }),
});

export const apiCustomer = z
  .strictObject({
    id,
    number: z.string().meta({ example: "C-000042" }),
    kind: z.enum(CUSTOMER_KINDS),
    status: z.string(),
    since: date,
    name: masked,
    phone: masked,
  })
  .meta({ id: "Customer", description: "A customer, masked" });

export const customersQuery = z.strictObject({
  ...pageQuery,
  kind: z.enum(CUSTOMER_KINDS).optional(),
  status: z.enum(CUSTOMER_STATUSES).optional(),
  sinceFrom: date.optional(),
  sinceTo: date.optional(),
});
export const customersPage = pageOf(apiCustomer).meta({ id: "CustomersPage" });

export const customerPut = z
  .strictObject({
    externalRef: reference,
    kind: z.enum(CUSTOMER_KINDS),
    since: date.optional().meta({ description: "Day on which the relation began; today when left out" }),
    status: z.enum(CUSTOMER_STATUSES).optional(),
    name: text(120).optional(),
    phone: z
      .string()
      .regex(/^\+?[\d ()-]{5,24}$/)
      .optional(),
    address: text(300).optional(),
    occupation: text(60).optional(),
    nationality: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional()
      .meta({ description: "ISO 3166-1 alpha-3", example: "CHN" }),
  })
  .meta({ id: "CustomerWrite", description: "A customer by the caller's reference. What is left out stays as it is." });
export type CustomerPut = z.output<typeof customerPut>;

export const putAnswer = z
  .strictObject({ id, number: z.string(), created: z.boolean() })
  .meta({ id: "Written", description: "Which thing it is here, and whether this call made it" });

export const CLEAR_FIELDS = ["name", "phone", "address", "external-ref"] as const;
export const customerReveal = z
  .strictObject({
    fields: z.array(z.enum(CLEAR_FIELDS)).min(1).max(CLEAR_FIELDS.length),
    purpose: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{2,39}$/)
      .meta({
        description: "Why, as a word of the caller's own register; kept in the audit log",
        example: "payout-check",
      }),
  })
  .meta({ id: "ClearRequest" });
export const clearAnswer = z
  .strictObject({
    id,
    values: z.strictObject({
      name: z.string().nullable().optional(),
      phone: z.string().nullable().optional(),
      address: z.string().nullable().optional(),
      "external-ref": z.string().nullable().optional(),
    }),
  })
  .meta({ id: "ClearValues", description: "Values in clear; each field asked for is in the audit log" });

export const apiAccount = z
  .strictObject({
    id,
    number: z.string().meta({ example: "A-000042" }),
    customerId: id,
    accountClass: z.number().int().min(1).max(3),
    currency,
    status: z.enum(["open", "closed"]),
    openedOn: date,
    coreNumber: masked,
    balance: z.string().nullable().meta({ description: "Last balance told, in major units" }),
    balanceAt: z.string().nullable(),
  })
  .meta({ id: "Account", description: "A payment account, its core number masked" });
export const accountsQuery = z.strictObject({
  ...pageQuery,
  customerId: id.optional(),
  status: z.enum(["open", "closed"]).optional(),
});
export const accountsPage = pageOf(apiAccount).meta({ id: "AccountsPage" });
export const accountPut = z
  .strictObject({
    coreNumber: reference,
    customerRef: reference.meta({ description: "The caller's reference of the customer, who must be known" }),
    accountClass: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    currency,
    status: z.enum(["open", "closed"]).optional(),
    openedOn: date.optional(),
  })
  .meta({ id: "AccountWrite" });
export type AccountPut = z.output<typeof accountPut>;

export const apiTransaction = z
  .strictObject({
    id,
    transferId: id,
    occurredAt: z.string(),
    businessDate: date,
    direction: z.enum(DIRECTIONS),
    kind: z.string(),
    amount: z.string(),
    currency: z.string(),
    cash: z.boolean(),
    crossBorder: z.boolean(),
    customerId: id,
    accountId: id,
    batchId: id.nullable(),
  })
  .meta({ id: "Transaction", description: "One account side of a transaction" });
export const transactionsQuery = z.strictObject({
  ...pageQuery,
  customerId: id.optional(),
  accountId: id.optional(),
  batchId: id.optional(),
  direction: z.enum(DIRECTIONS).optional(),
  kind: z.enum(TRANSACTION_KINDS).optional(),
  from: date.optional().meta({ description: "First business date" }),
  to: date.optional().meta({ description: "Last business date" }),
});
export const transactionsPage = pageOf(apiTransaction).meta({ id: "TransactionsPage" });

/** One row as documented. What arrives is read row by row, so that one bad row does not refuse the others. */
export const transactionRow = z
  .strictObject({
    id: reference.meta({ description: "The calling system's own id: a row whose id is known adds nothing" }),
    occurredAt: z.iso.datetime({ offset: true }),
    kind: z.enum(TRANSACTION_KINDS),
    direction: z.enum(DIRECTIONS).meta({ description: "As seen from the customer's account" }),
    amount,
    currency,
    customer: z.strictObject({ ref: reference, kind: z.enum(CUSTOMER_KINDS) }),
    counterparty: z.strictObject({
      ref: reference,
      type: z.enum(["person", "enterprise", "merchant", "institution"]),
      customer: z
        .boolean()
        .optional()
        .meta({ description: "True when the house keeps this account too: its leg is recorded with the same call" }),
    }),
    cash: z.boolean().optional(),
    crossBorder: z.boolean().optional(),
    balanceAfter: amount.optional(),
  })
  .meta({ id: "TransactionRow" });
export type TransactionRow = z.output<typeof transactionRow>;

export const transactionsPost = z
  .strictObject({ rows: z.array(transactionRow).min(1).max(CONNECTIONS_POLICY.batchRows) })
  .meta({ id: "TransactionsWrite" });
/** What the door itself asks of a batch; its rows are read one by one. */
export const transactionsEnvelope = z.strictObject({
  rows: z.array(z.unknown()).min(1).max(CONNECTIONS_POLICY.batchRows),
});
export const rowResult = z.strictObject({
  row: z.number().int().meta({ description: "Place in the request, from 0" }),
  status: z.enum(["accepted", "duplicate", "rejected"]),
  code: z.string().optional(),
  field: z.string().optional(),
});
export type RowResult = z.output<typeof rowResult>;
export const transactionsAnswer = z
  .strictObject({
    batchId: id,
    number: z.string().meta({ example: "IM-000042" }),
    accepted: z.number().int(),
    duplicate: z.number().int(),
    rejected: z.number().int(),
    results: z.array(rowResult),
  })
  .meta({ id: "TransactionsWritten", description: "How each row fared. Large-value sums follow shortly after." });

export const confirmationPost = z
  .strictObject({
    instructionId: id,
    measureId: id,
    accountNumber: z.string().min(1).max(64).meta({ description: "The payment core's number of the account" }),
    outcome: z.enum(["applied", "rejected"]),
    reason: z
      .string()
      .regex(/^[A-Za-z0-9._-]{1,128}$/)
      .optional()
      .meta({ description: "Code of the refusal, when rejected" }),
    coreSequence: z.int().positive(),
  })
  .meta({ id: "ConfirmationWrite", description: "What the payment core did with an instruction" });
export const confirmationAnswer = z
  .strictObject({ measureId: id, state: z.string() })
  .meta({ id: "Confirmed", description: "The state of the measure now" });

export const problem = z
  .strictObject({
    type: z.string().meta({ description: "Relative reference to what the code means" }),
    title: z.string(),
    status: z.number().int(),
    code: z.string().meta({ description: "Stable: programs decide by it", example: "connections.request.invalid" }),
    requestId: z.string(),
    errors: z.array(z.strictObject({ field: z.string(), code: z.string() })).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457" });
export type Problem = z.output<typeof problem>;
