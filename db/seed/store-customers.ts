import type pg from "pg";
import {
  last4,
  nameKey,
  normaliseCard,
  normaliseIdNumber,
  normalisePhone,
  normaliseReference,
} from "@/domain/customers/normalise";
import { startOfDay } from "@/domain/shared/time";
import type { BlindKind } from "@/server/kernel/crypto/blind-index";
import { seal } from "@/server/kernel/crypto/envelope";
import { newId } from "@/server/kernel/new-id";
import { formatNumber, type NumberKind } from "@/server/kernel/numbers";
import type { Runtime } from "@/server/kernel/runtime";
import { newSubjectKey, type RetentionClass } from "@/server/kernel/vault";
import { type Cell, copyRows } from "./bulk";
import type { PlannedAccount, PlannedCustomer } from "./customers";

export type Programme = { readonly id: string; readonly entity: string };

export type SeededAccount = {
  id: string;
  number: string;
  customerId: string;
  coreNumber: string;
  enterprise: boolean;
  accountClass: 1 | 2 | 3;
  open: boolean;
  balanceMinor: number;
};

type DataKey = { id: string; key: Buffer };

const TABLES = {
  customers: [
    "id",
    "programme_id",
    "legal_entity_id",
    "number",
    "party_id",
    "kind",
    "name_sealed",
    "phone_sealed",
    "address_sealed",
    "occupation",
    "nationality",
    "since",
    "status",
    "created_at",
  ],
  identity_documents: [
    "id",
    "programme_id",
    "legal_entity_id",
    "customer_id",
    "type",
    "number_sealed",
    "valid_from",
    "valid_to",
    "status",
    "created_at",
  ],
  accounts: [
    "id",
    "programme_id",
    "legal_entity_id",
    "customer_id",
    "number",
    "core_number_sealed",
    "account_class",
    "currency",
    "status",
    "opened_on",
    "created_at",
  ],
  bound_cards: [
    "id",
    "programme_id",
    "legal_entity_id",
    "account_id",
    "customer_id",
    "bank",
    "type",
    "number_sealed",
    "bound_on",
    "status",
  ],
  subject_keys: [
    "id",
    "programme_id",
    "legal_entity_id",
    "subject_type",
    "subject_id",
    "retention_class",
    "key_version",
    "wrapped",
    "created_at",
  ],
  blind_index: ["programme_id", "legal_entity_id", "kind", "value", "subject_type", "subject_id", "retention_class"],
} as const;

type Table = keyof typeof TABLES;

async function takeSeries(client: pg.PoolClient, kind: NumberKind, sequence: string, count: number): Promise<string[]> {
  const { rows } = await client.query<{ n: string }>(
    "select nextval($1::regclass)::text as n from generate_series(1, $2::int)",
    [sequence, count],
  );
  return rows.map(({ n }) => formatNumber(kind, n));
}

/** Collects the rows of subjects, sealed and indexed as commands would, for copying in one go. */
class Collector {
  readonly rows: Record<Table, Cell[][]> = {
    customers: [],
    identity_documents: [],
    accounts: [],
    bound_cards: [],
    subject_keys: [],
    blind_index: [],
  };

  constructor(
    private readonly runtime: Runtime,
    private readonly programme: Programme,
  ) {}

  add(table: Table, cells: readonly Cell[]): void {
    this.rows[table].push([...cells]);
  }

  get own(): readonly [string, string] {
    return [this.programme.id, this.programme.entity];
  }

  key(type: "customer" | "counterparty", subjectId: string, retentionClass: RetentionClass, at: string): DataKey {
    const made = newSubjectKey(this.runtime.keyRing, { type, id: subjectId, retentionClass });
    this.add("subject_keys", [
      made.id,
      ...this.own,
      type,
      subjectId,
      retentionClass,
      made.keyVersion,
      made.wrapped,
      at,
    ]);
    return made;
  }

  index(kind: BlindKind, value: string | undefined, customerId: string, retentionClass: RetentionClass): void {
    if (value === undefined) return;
    this.add("blind_index", [
      ...this.own,
      kind,
      this.runtime.blind(kind, value),
      "customer",
      customerId,
      retentionClass,
    ]);
  }
}

const sealIn = (key: DataKey, table: string, column: string, rowId: string, plain: string): Buffer =>
  seal(plain, key.key, key.id, { table, column, rowId });

function addIdentity(into: Collector, plan: PlannedCustomer, customerId: string, number: string): void {
  const at = startOfDay(plan.since);
  const identity = into.key("customer", customerId, "identity", at);
  const contact = into.key("customer", customerId, "contact", at);
  const sealed = (key: DataKey, column: string, plain: string) => sealIn(key, "customers", column, customerId, plain);
  into.add("customers", [
    customerId,
    ...into.own,
    number,
    customerId,
    plan.kind,
    sealed(identity, "name_sealed", plan.name),
    sealed(contact, "phone_sealed", plan.phone),
    sealed(contact, "address_sealed", plan.address),
    plan.occupation,
    plan.nationality,
    plan.since,
    plan.status,
    at,
  ]);
  const documentId = newId();
  const documentNumber = sealIn(identity, "identity_documents", "number_sealed", documentId, plan.documentNumber);
  into.add("identity_documents", [
    documentId,
    ...into.own,
    customerId,
    plan.documentType,
    documentNumber,
    plan.since,
    plan.validTo,
    "valid",
    at,
  ]);
  const phone = normalisePhone(plan.phone);
  const idNumber = normaliseIdNumber(plan.documentNumber);
  into.index("name", nameKey(plan.name), customerId, "identity");
  into.index("phone", phone, customerId, "contact");
  into.index("phone-last4", phone && last4(phone), customerId, "contact");
  into.index("id-number", idNumber, customerId, "identity");
  into.index("id-number-last4", idNumber && last4(idNumber), customerId, "identity");
}

function addAccount(into: Collector, plan: PlannedAccount, customerId: string, number: string, trade: DataKey): string {
  const id = newId();
  const core = sealIn(trade, "accounts", "core_number_sealed", id, plan.coreNumber);
  into.add("accounts", [
    id,
    ...into.own,
    customerId,
    number,
    core,
    plan.accountClass,
    "CNY",
    plan.status,
    plan.openedOn,
    startOfDay(plan.openedOn),
  ]);
  into.index("account", normaliseReference(plan.coreNumber), customerId, "trade");
  for (const card of plan.cards) {
    const cardId = newId();
    const sealedCard = sealIn(trade, "bound_cards", "number_sealed", cardId, card.number);
    into.add("bound_cards", [
      cardId,
      ...into.own,
      id,
      customerId,
      card.bank,
      card.type,
      sealedCard,
      card.boundOn,
      "bound",
    ]);
    const digits = normaliseCard(card.number);
    into.index("card", digits, customerId, "trade");
    into.index("card-last4", digits && last4(digits), customerId, "trade");
  }
  return id;
}

/** Two cards of one customer may share their last four digits: one index row is enough. */
function withoutRepeats(rows: readonly Cell[][]): Cell[][] {
  const seen = new Set<string>();
  return rows.filter(([, , kind, value, , subject]) => {
    const key = `${String(kind)} ${(value as Buffer).toString("hex")} ${String(subject)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Writes planned customers with documents, accounts, cards, data keys and search index. Gives the accounts. */
export async function storeCustomers(
  runtime: Runtime,
  client: pg.PoolClient,
  programme: Programme,
  plans: readonly PlannedCustomer[],
): Promise<SeededAccount[]> {
  const customerNumbers = await takeSeries(client, "customer", "number_customer", plans.length);
  const accountNumbers = await takeSeries(
    client,
    "account",
    "number_account",
    plans.reduce((sum, plan) => sum + plan.accounts.length, 0),
  );
  const into = new Collector(runtime, programme);
  const accounts: SeededAccount[] = [];
  plans.forEach((plan, at) => {
    const customerId = newId();
    addIdentity(into, plan, customerId, customerNumbers[at] ?? "");
    const trade = into.key("customer", customerId, "trade", startOfDay(plan.since));
    for (const planned of plan.accounts) {
      const number = accountNumbers[accounts.length] ?? "";
      const id = addAccount(into, planned, customerId, number, trade);
      accounts.push({
        id,
        number,
        customerId,
        coreNumber: planned.coreNumber,
        enterprise: plan.kind === "enterprise",
        accountClass: planned.accountClass,
        open: planned.status === "open" && plan.status === "active",
        balanceMinor: planned.openingMinor,
      });
    }
  });
  into.rows.blind_index = withoutRepeats(into.rows.blind_index);
  for (const [table, columns] of Object.entries(TABLES))
    await copyRows(client, table, columns, into.rows[table as Table]);
  return accounts;
}
