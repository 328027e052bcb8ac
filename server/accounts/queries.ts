import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstantOrNull } from "@/db/schema/columns";
import { accountDetail, accountRow, accountsList } from "@/domain/accounts/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { type CustomerColumns, customerRefs, loadCards, maskedFields } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import { type ListSql, runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";

const map: ListSql<typeof accountsList> = {
  filters: {
    accountClass: sql`a.account_class::text`,
    status: sql`a.status`,
    customer: sql`a.customer_id`,
    openedOn: sql`a.opened_on`,
    number: sql`a.number`,
  },
  sorts: {
    createdAt: { by: sql`a.created_at`, type: "timestamptz" },
    number: { by: sql`a.number`, type: "text" },
  },
  id: sql`a.id`,
};

const COLUMNS = sql`a.id, a.number, a.core_number_sealed, a.account_class, a.currency, a.status, a.opened_on, a.balance_minor,
  a.balance_at, a.version, c.id as customer_id, c.number as customer_number, c.name_sealed as customer_name`;

type AccountColumns = CustomerColumns & {
  id: string;
  number: string;
  core_number_sealed: Buffer;
  account_class: number;
  currency: string;
  status: "open" | "closed";
  opened_on: string;
  balance_minor: string | null;
  balance_at: string | null;
  version: number;
};

function plainPart(row: AccountColumns) {
  return {
    id: row.id,
    number: row.number,
    accountClass: row.account_class,
    currency: row.currency,
    balanceMinor: row.balance_minor === null ? null : BigInt(row.balance_minor),
    balanceAt: toInstantOrNull(row.balance_at),
    status: row.status,
    openedOn: row.opened_on,
  };
}

const coreNumberOf = (row: AccountColumns) => ({
  field: "core-number" as const,
  rowId: row.id,
  sealed: row.core_number_sealed,
});

/** Accounts, newest first, with the core's number and the customer's name masked. */
export const accountsListQuery = query({
  name: "accounts.list",
  permission: "accounts.read",
  clearance: "general",
  input: listInput(accountsList),
  output: listOutput(accountRow),
  async resolve(scope, input) {
    const page = await runList<typeof accountsList, AccountColumns>(scope.tx, accountsList, input, {
      select: COLUMNS,
      from: sql`accounts a join customers c on c.id = a.customer_id`,
      where: [sql`a.programme_id = ${scope.actor.programmeId}`],
      map,
    });
    const masks = await maskedFields(scope, page.rows.map(coreNumberOf));
    const customers = await customerRefs(scope, page.rows);
    return {
      ...page,
      rows: page.rows.flatMap((row, at) => {
        const customer = customers[at];
        return customer ? [{ ...plainPart(row), coreNumber: masks[at]?.masked ?? null, customer }] : [];
      }),
    };
  },
});

/** One account: class, balance, status, its customer, its cards, and the filter that lists its transactions. */
export const accountDetailQuery = query({
  name: "accounts.detail",
  permission: "accounts.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: accountDetail,
  async resolve(scope, { id }) {
    const { rows } = await scope.tx.execute<AccountColumns>(sql`select ${COLUMNS}
      from accounts a join customers c on c.id = a.customer_id
      where a.id = ${id} and a.programme_id = ${scope.actor.programmeId}`);
    const row = rows[0];
    if (!row) return notFound();
    const cards = await loadCards(scope, [row.id]);
    const [customer] = await customerRefs(scope, [row]);
    if (!customer) return notFound();
    const [coreNumber, ...cardNumbers] = await maskedFields(scope, [
      coreNumberOf(row),
      ...cards.map((card) => ({ field: "card-number" as const, rowId: card.id, sealed: card.number_sealed })),
    ]);
    return {
      ...plainPart(row),
      coreNumber: coreNumber ?? null,
      customer,
      version: row.version,
      cards: cards.map((card, at) => ({
        id: card.id,
        accountId: card.account_id,
        bank: card.bank,
        type: card.type,
        number: cardNumbers[at] ?? null,
        boundOn: card.bound_on,
        status: card.status,
      })),
      transactions: { filters: { account: row.id } },
    };
  },
});
