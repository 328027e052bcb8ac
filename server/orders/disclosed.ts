import { type SQL, sql } from "drizzle-orm";
import type { DataKind } from "@/domain/orders/model";
import { formatDecimal } from "@/domain/shared/money";
import type { Scope } from "@/server/kernel/scope";
import type { Cell } from "@/server/kernel/xlsx";

/** Whose data is handed over, within the paper: one account of a customer, or all of his. */
export type About = {
  readonly customerId: string;
  readonly accountId: string | null;
  readonly from: string | null;
  readonly to: string | null;
};

/** A page of rows, and from where the next one starts; null at the end. */
export type DisclosedPage = { readonly rows: readonly (readonly Cell[])[]; readonly next: string | null };

type Part = {
  /** The columns, by the names that both languages of the file use. */
  readonly columns: readonly string[];
  read(scope: Scope, about: About, after: string | null, limit: number): Promise<DisclosedPage>;
};

const money = (minor: string | null, currency: string): string | null =>
  minor === null ? null : formatDecimal({ minor: BigInt(minor), currency });

type Sealed = { readonly table: string; readonly column: string };

/** Opens one sealed column of each row, in one round trip. */
async function opened<R extends { id: string }>(
  { vault }: Scope,
  rows: readonly R[],
  place: Sealed,
  of: (row: R) => Buffer | null,
): Promise<readonly (string | null)[]> {
  return vault.openAll(rows.map((row) => ({ place: { ...place, rowId: row.id }, sealed: of(row) })));
}

const ofAccount = (about: About, column: SQL): SQL =>
  about.accountId === null ? sql`true` : sql`${column} = ${about.accountId}::uuid`;

const identity: Part = {
  columns: ["customer", "kind", "name", "phone", "document_type", "document_number", "valid_to", "since"],
  async read(scope, { customerId }) {
    const { rows } = await scope.tx.execute<{
      id: string;
      number: string;
      kind: string;
      since: string;
      name: Buffer | null;
      phone: Buffer | null;
    }>(sql`select id, number, kind, since, name_sealed as name, phone_sealed as phone from customers
      where id = ${customerId}::uuid and programme_id = ${scope.actor.programmeId}`);
    const { rows: papers } = await scope.tx.execute<{
      id: string;
      type: string;
      sealed: Buffer;
      valid_to: string | null;
    }>(
      sql`select id, type, number_sealed as sealed, valid_to from identity_documents
        where customer_id = ${customerId}::uuid and programme_id = ${scope.actor.programmeId} order by created_at, id`,
    );
    const [name = null] = await opened(scope, rows, { table: "customers", column: "name_sealed" }, (row) => row.name);
    const [phone = null] = await opened(
      scope,
      rows,
      { table: "customers", column: "phone_sealed" },
      (row) => row.phone,
    );
    const numbers = await opened(
      scope,
      papers,
      { table: "identity_documents", column: "number_sealed" },
      (paper) => paper.sealed,
    );
    const [customer] = rows;
    if (!customer) return { rows: [], next: null };
    const who = [customer.number, customer.kind, name, phone] as const;
    const lines =
      papers.length === 0
        ? [[...who, null, null, null, customer.since]]
        : papers.map((paper, at) => [...who, paper.type, numbers[at] ?? null, paper.valid_to, customer.since]);
    return { rows: lines, next: null };
  },
};

const accounts: Part = {
  columns: ["account", "core_account", "class", "currency", "status", "opened_on", "balance", "balance_at"],
  async read(scope, about) {
    const { rows } = await scope.tx.execute<{
      id: string;
      number: string;
      core: Buffer;
      account_class: number;
      currency: string;
      status: string;
      opened_on: string;
      balance_minor: string | null;
      balance_at: string | null;
    }>(sql`select id, number, core_number_sealed as core, account_class, currency, status, opened_on, balance_minor, balance_at
      from accounts where customer_id = ${about.customerId}::uuid and programme_id = ${scope.actor.programmeId}
        and ${ofAccount(about, sql`id`)} order by opened_on, number`);
    const cores = await opened(scope, rows, { table: "accounts", column: "core_number_sealed" }, (row) => row.core);
    return {
      rows: rows.map((row, at) => [
        row.number,
        cores[at] ?? null,
        row.account_class,
        row.currency,
        row.status,
        row.opened_on,
        money(row.balance_minor, row.currency),
        row.balance_at,
      ]),
      next: null,
    };
  },
};

const cards: Part = {
  columns: ["account", "bank", "type", "card_number", "bound_on", "status"],
  async read(scope, about) {
    const { rows } = await scope.tx.execute<{
      id: string;
      account: string;
      bank: string;
      type: string;
      number: Buffer;
      bound_on: string;
      status: string;
    }>(sql`select b.id, a.number as account, b.bank, b.type, b.number_sealed as number, b.bound_on, b.status
      from bound_cards b join accounts a on a.id = b.account_id
      where b.customer_id = ${about.customerId}::uuid and b.programme_id = ${scope.actor.programmeId}
        and ${ofAccount(about, sql`b.account_id`)} order by b.bound_on, b.id`);
    const numbers = await opened(scope, rows, { table: "bound_cards", column: "number_sealed" }, (row) => row.number);
    return {
      rows: rows.map((row, at) => [row.account, row.bank, row.type, numbers[at] ?? null, row.bound_on, row.status]),
      next: null,
    };
  },
};

type LegRow = {
  id: string;
  counterparty_id: string | null;
  account: string;
  business_date: string;
  occurred_at: string;
  direction: string;
  kind: string;
  amount_minor: string;
  currency: string;
  balance_after_minor: string | null;
  channel: string;
  other_name: Buffer | null;
  other_ref: Buffer | null;
};

const transactions: Part = {
  columns: [
    "account",
    "business_date",
    "occurred_at",
    "direction",
    "kind",
    "amount",
    "currency",
    "balance_after",
    "channel",
    "counterparty",
    "counterparty_account",
  ],
  async read(scope, about, after, limit) {
    const [day = null, last = null] = after?.split(" ") ?? [];
    const { rows } =
      await scope.tx.execute<LegRow>(sql`select t.id, t.counterparty_id, a.number as account, t.business_date,
        t.occurred_at, t.direction, t.kind, t.amount_minor, t.currency, t.balance_after_minor, t.channel,
        p.name_sealed as other_name, p.ref_sealed as other_ref
      from transactions t join accounts a on a.id = t.account_id left join counterparties p on p.id = t.counterparty_id
      where t.customer_id = ${about.customerId}::uuid and t.programme_id = ${scope.actor.programmeId} and t.retired_at is null
        and t.business_date between ${about.from}::date and ${about.to}::date and ${ofAccount(about, sql`t.account_id`)}
        and (${last}::uuid is null or (t.business_date, t.id) > (${day}::date, ${last}::uuid))
      order by t.business_date, t.id limit ${limit}`);
    const others = rows.map((row) => ({ ...row, id: row.counterparty_id ?? "" }));
    const names = await opened(
      scope,
      others,
      { table: "counterparties", column: "name_sealed" },
      (row) => row.other_name,
    );
    const refs = await opened(scope, others, { table: "counterparties", column: "ref_sealed" }, (row) => row.other_ref);
    const end = rows.at(-1);
    return {
      rows: rows.map((row, at) => [
        row.account,
        row.business_date,
        row.occurred_at,
        row.direction,
        row.kind,
        money(row.amount_minor, row.currency),
        row.currency,
        money(row.balance_after_minor, row.currency),
        row.channel,
        names[at] ?? null,
        refs[at] ?? null,
      ]),
      next: rows.length === limit && end ? `${end.business_date} ${end.id}` : null,
    };
  },
};

const measures: Part = {
  columns: ["account", "measure", "kind", "scope", "amount", "state", "since", "until"],
  async read(scope, about) {
    const { rows } = await scope.tx.execute<{
      account: string;
      number: string;
      kind: string;
      scope: string;
      amount_minor: string | null;
      currency: string;
      state: string;
      in_force_at: string | null;
      released_at: string | null;
    }>(sql`select a.number as account, m.number, m.kind, m.scope, m.amount_minor, a.currency, m.state, m.in_force_at, m.released_at
      from measures m join accounts a on a.id = m.account_id
      where m.customer_id = ${about.customerId}::uuid and m.programme_id = ${scope.actor.programmeId}
        and m.in_force_at is not null and ${ofAccount(about, sql`m.account_id`)} order by m.requested_at, m.id`);
    return {
      rows: rows.map((row) => [
        row.account,
        row.number,
        row.kind,
        row.scope,
        money(row.amount_minor, row.currency),
        row.state,
        row.in_force_at,
        row.released_at,
      ]),
      next: null,
    };
  },
};

/** What each data kind that a paper may name comes to, and nothing else. */
export const DISCLOSED: Readonly<Record<DataKind, Part>> = { identity, accounts, cards, transactions, measures };
