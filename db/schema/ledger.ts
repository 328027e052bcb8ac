import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, numeric, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { bytes, cText, instant, localDate, programmeColumns, sealed } from "./columns";

/**
 * One leg per account side; `transfer_id` joins legs. Range-partitioned by month on `business_date` (in the migration).
 * Append-only versions: a correction retires the old row (`retired_at`) and adds a new one.
 */
export const transactions = pgTable(
  "transactions",
  {
    id: uuid("id").notNull(),
    ...programmeColumns(),
    customerId: uuid("customer_id").notNull(),
    accountId: uuid("account_id").notNull(),
    transferId: uuid("transfer_id").notNull(),
    businessDate: localDate("business_date").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    direction: cText("direction").notNull(),
    kind: cText("kind").notNull(),
    cash: boolean("cash").notNull(),
    crossBorder: boolean("cross_border").notNull(),
    naturalPerson: boolean("natural_person").notNull(),
    sameName: boolean("same_name").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    currency: cText("currency").notNull(),
    /** Equivalents at the dated rate; null while no rate is known. */
    cnyMinor: bigint("cny_minor", { mode: "bigint" }),
    usdMinor: bigint("usd_minor", { mode: "bigint" }),
    balanceAfterMinor: bigint("balance_after_minor", { mode: "bigint" }),
    counterpartyType: cText("counterparty_type"),
    counterpartyId: uuid("counterparty_id"),
    channel: cText("channel").notNull(),
    authFactors: integer("auth_factors"),
    endpointId: uuid("endpoint_id"),
    batchId: uuid("batch_id"),
    sourceRow: bigint("source_row", { mode: "number" }),
    version: integer("version").notNull().default(1),
    retiredAt: instant("retired_at"),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.businessDate, t.id] }),
    check("transactions_amount", sql`${t.amountMinor} >= 0`),
    check("transactions_direction", sql`${t.direction} in ('in', 'out')`),
    index("transactions_list").on(t.programmeId, t.occurredAt, t.id),
    index("transactions_batch").using("brin", t.batchId),
  ],
);

/** Device and network identifiers behind transactions; rows refer to them, never hold them. */
export const endpoints = pgTable(
  "endpoints",
  {
    id: uuid("id").primaryKey(),
    ...programmeColumns(),
    customerId: uuid("customer_id").notNull(),
    kind: cText("kind").notNull(),
    valueSealed: sealed("value_sealed").notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
  },
  (t) => [index("endpoints_of_customer").on(t.customerId)],
);

/** What was already taken in: the source's own id, or a hash of the row with its ordinal among equal rows. */
export const importIdentities = pgTable(
  "import_identities",
  {
    programmeId: cText("programme_id").notNull(),
    identity: bytes("identity").notNull(),
    transferId: uuid("transfer_id").notNull(),
    batchId: uuid("batch_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.programmeId, t.identity] }),
    index("import_identities_batch").using("brin", t.batchId),
    index("import_identities_transfer").on(t.transferId),
  ],
);

/** Dated reference rates. A missing one is a state of the sum, not zero. */
export const fxRates = pgTable(
  "fx_rates",
  {
    currency: cText("currency").notNull(),
    onDate: localDate("on_date").notNull(),
    /** Yuan for one major unit of the currency. */
    cnyPerUnit: numeric("cny_per_unit", { precision: 18, scale: 8 }).notNull(),
    source: cText("source").notNull(),
    knownAt: instant("known_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.currency, t.onDate] }), check("fx_rates_positive", sql`${t.cnyPerUnit} > 0`)],
);
