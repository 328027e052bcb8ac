import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";
import { customers } from "./customers";

export const accounts = pgTable(
  "accounts",
  {
    id: primaryId(),
    ...programmeColumns(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    number: cText("number").notNull(),
    /** The payment core's number of the account. */
    coreNumberSealed: sealed("core_number_sealed").notNull(),
    accountClass: integer("account_class").notNull(),
    currency: cText("currency").notNull(),
    status: cText("status").notNull(),
    openedOn: localDate("opened_on").notNull(),
    /** The day it was closed, where the house saw it; null while open. */
    closedOn: localDate("closed_on"),
    /** Last balance told by the core or an import; null when none was. */
    balanceMinor: bigint("balance_minor", { mode: "bigint" }),
    balanceAt: instant("balance_at"),
    /** Order of instructions to the core, rising per account. */
    coreSequence: integer("core_sequence").notNull().default(0),
    batchId: uuid("batch_id"),
    createdAt: instant("created_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("accounts_class", sql`${t.accountClass} in (1, 2, 3)`),
    check("accounts_status", sql`${t.status} in ('open', 'closed')`),
    uniqueIndex("accounts_number").on(t.programmeId, t.number),
    index("accounts_customer").on(t.customerId),
    index("accounts_list").on(t.programmeId, t.createdAt, t.id),
  ],
);

export const boundCards = pgTable(
  "bound_cards",
  {
    id: primaryId(),
    ...programmeColumns(),
    accountId: uuid("account_id")
      .notNull()
      .references(() => accounts.id),
    customerId: uuid("customer_id").notNull(),
    bank: cText("bank").notNull(),
    type: cText("type").notNull(),
    numberSealed: sealed("number_sealed").notNull(),
    boundOn: localDate("bound_on").notNull(),
    status: cText("status").notNull(),
  },
  (t) => [
    index("bound_cards_of_customer").on(t.customerId),
    check("bound_cards_type", sql`${t.type} in ('debit', 'credit')`),
    index("bound_cards_account").on(t.accountId),
  ],
);
