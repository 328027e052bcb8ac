import { sql } from "drizzle-orm";
import { toInstantOrNull } from "@/db/schema/columns";
import { visibleKinds } from "@/domain/worklist/model";
import type { Scope } from "@/server/kernel/scope";

type CustomerRow = {
  id: string;
  number: string;
  kind: "person" | "enterprise";
  status: string;
  since: string;
  version: number;
  occupation: string | null;
  nationality: string | null;
  name_sealed: Buffer | null;
  phone_sealed: Buffer | null;
  address_sealed: Buffer | null;
  external_ref_sealed: Buffer | null;
};
type DocumentRow = {
  id: string;
  type: string;
  number_sealed: Buffer;
  valid_from: string | null;
  valid_to: string | null;
  status: string;
};
type AccountRow = {
  id: string;
  number: string;
  core_number_sealed: Buffer;
  account_class: number;
  currency: string;
  status: string;
  balance_minor: string | null;
  balance_at: string | null;
  opened_on: string;
};
type CardRow = {
  id: string;
  account_id: string;
  bank: string;
  type: "debit" | "credit";
  number_sealed: Buffer;
  bound_on: string;
  status: string;
};
type ItemRow = {
  id: string;
  kind: string;
  number: string;
  subject_type: string;
  subject_id: string;
  due_at: string | null;
  due_on: string | null;
  provisional: boolean;
  late: boolean;
};
type OpenItem = {
  id: string;
  kind: string;
  number: string;
  subjectType: string;
  subjectId: string;
  dueAt: string | null;
  dueOn: string | null;
  provisional: boolean;
  late: boolean;
};

export type RecordRows = {
  customer: CustomerRow;
  documents: DocumentRow[];
  accounts: AccountRow[];
  cards: CardRow[];
  openItems: OpenItem[];
};

const MOST = 200;

/** A customer's rows, sealed as they lie; undefined when the customer does not exist for this actor. */
export async function loadRecord(scope: Scope, id: string): Promise<RecordRows | undefined> {
  const { tx, actor } = scope;
  const { rows } =
    await tx.execute<CustomerRow>(sql`select id, number, kind, status, since, version, occupation, nationality,
    name_sealed, phone_sealed, address_sealed, external_ref_sealed
    from customers where id = ${id} and programme_id = ${actor.programmeId}`);
  const customer = rows[0];
  if (!customer) return undefined;
  const documents = await tx.execute<DocumentRow>(sql`select id, type, number_sealed, valid_from, valid_to, status
    from identity_documents where customer_id = ${id} order by created_at desc, id limit ${MOST}`);
  const accounts =
    await tx.execute<AccountRow>(sql`select id, number, core_number_sealed, account_class, currency, status,
    balance_minor, balance_at, opened_on from accounts where customer_id = ${id} order by number limit ${MOST}`);
  return {
    customer,
    documents: documents.rows,
    accounts: accounts.rows,
    cards: await loadCards(
      scope,
      accounts.rows.map((row) => row.id),
    ),
    openItems: await loadOpenItems(scope, id),
  };
}

/** Cards bound to accounts, newest binding first. */
export async function loadCards({ tx }: Pick<Scope, "tx">, accountIds: readonly string[]): Promise<CardRow[]> {
  if (accountIds.length === 0) return [];
  const { rows } = await tx.execute<CardRow>(sql`select id, account_id, bank, type, number_sealed, bound_on, status
    from bound_cards where account_id in ${accountIds} order by bound_on desc, id limit ${MOST}`);
  return rows;
}

async function loadOpenItems({ tx, actor, now }: Scope, customerId: string): Promise<OpenItem[]> {
  const kinds = visibleKinds(actor.permissions);
  if (kinds.length === 0) return [];
  const { rows } =
    await tx.execute<ItemRow>(sql`select id, kind, number, subject_type, subject_id, due_at, due_on, provisional,
      coalesce(due_at <= ${now}::timestamptz, false) as late
    from work_items where customer_id = ${customerId} and programme_id = ${actor.programmeId} and state = 'open' and kind in ${kinds}
    order by due_at nulls last, id limit ${MOST}`);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    number: row.number,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    dueAt: toInstantOrNull(row.due_at),
    dueOn: row.due_on,
    provisional: row.provisional,
    late: row.late,
  }));
}
