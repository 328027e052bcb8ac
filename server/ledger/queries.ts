import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { mask } from "@/domain/customers/masking";
import { TRANSACTIONS_LIST } from "@/domain/ledger/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { addDays, localDate, startOfDay } from "@/domain/shared/time";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import { counterpartiesOf, counterpartyShape } from "./counterparty";

/** A leg. Amounts are minor units as text; equivalents are null where no rate of the date is known. */
const transactionRow = z.object({
  id: z.string(),
  transferId: z.string(),
  occurredAt: z.string(),
  businessDate: z.string(),
  direction: z.enum(["in", "out"]),
  kind: z.string(),
  amountMinor: z.string(),
  currency: z.string(),
  cnyMinor: z.string().nullable(),
  usdMinor: z.string().nullable(),
  balanceAfterMinor: z.string().nullable(),
  cash: z.boolean(),
  crossBorder: z.boolean(),
  sameName: z.boolean(),
  channel: z.string(),
  authFactors: z.number().nullable(),
  counterparty: counterpartyShape.nullable(),
  customer: z.object({
    id: z.string(),
    number: z.string(),
    name: z.object({ text: z.string(), hidden: z.number() }).nullable(),
  }),
  account: z.object({ id: z.string(), number: z.string() }),
  batchId: z.string().nullable(),
  sourceRow: z.number().nullable(),
});

type Row = {
  id: string;
  transfer_id: string;
  occurred_at: string;
  business_date: string;
  direction: "in" | "out";
  kind: string;
  amount_minor: string;
  currency: string;
  cny_minor: string | null;
  usd_minor: string | null;
  balance_after_minor: string | null;
  cash: boolean;
  cross_border: boolean;
  same_name: boolean;
  channel: string;
  auth_factors: number | null;
  counterparty_type: string | null;
  counterparty_id: string | null;
  customer_id: string;
  customer_number: string;
  name_sealed: Buffer | null;
  account_id: string;
  account_number: string;
  batch_id: string | null;
  source_row: string | null;
};

/** The moments of a range of business dates: the list's index is over moments, and walks only those. */
function momentsOf(range: { from?: string; to?: string } | undefined): SQL[] {
  const from = range?.from ? [sql`t.occurred_at >= ${startOfDay(localDate(range.from))}::timestamptz`] : [];
  const to = range?.to ? [sql`t.occurred_at < ${startOfDay(addDays(localDate(range.to), 1))}::timestamptz`] : [];
  return [...from, ...to];
}

/** The ledger's live legs, newest first. */
export const transactionsList = query({
  name: "ledger.transactions.list",
  permission: "ledger.read",
  clearance: "general",
  input: listInput(TRANSACTIONS_LIST),
  output: listOutput(transactionRow),
  async resolve(scope, input) {
    const { tx, actor, vault } = scope;
    const { account } = input.filters;
    // The key leads with the customer: an account is looked for under its owner.
    const owner = account ? [sql`t.customer_id = (select customer_id from accounts where id = ${account}::uuid)`] : [];
    const page = await runList<typeof TRANSACTIONS_LIST, Row>(tx, TRANSACTIONS_LIST, input, {
      select: sql`t.id, t.transfer_id, t.occurred_at, t.business_date, t.direction, t.kind, t.amount_minor, t.currency, t.cny_minor, t.usd_minor,
        t.balance_after_minor, t.cash, t.cross_border, t.same_name, t.channel, t.auth_factors, t.counterparty_type, t.counterparty_id, t.customer_id,
        (select m.number from customers m where m.id = t.customer_id) as customer_number,
        (select m.name_sealed from customers m where m.id = t.customer_id) as name_sealed, t.account_id,
        (select a.number from accounts a where a.id = t.account_id) as account_number, t.batch_id, t.source_row`,
      from: sql`transactions t`,
      where: [
        sql`t.programme_id = ${actor.programmeId} and t.retired_at is null`,
        ...owner,
        ...momentsOf(input.filters.date),
      ],
      map: {
        filters: {
          date: sql`t.business_date`,
          direction: sql`t.direction`,
          kind: sql`t.kind`,
          customer: sql`t.customer_id`,
          account: sql`t.account_id`,
          batch: sql`t.batch_id`,
        },
        sorts: { occurredAt: { by: sql`t.occurred_at`, type: "timestamptz" } },
        id: sql`t.id`,
      },
    });
    const names = await vault.openAll(
      page.rows.map((row) => ({
        place: { table: "customers", column: "name_sealed", rowId: row.customer_id },
        sealed: row.name_sealed,
      })),
    );
    const others = await counterpartiesOf(scope, page.rows);
    const rows = page.rows.map((row, i) => {
      const name = names[i];
      const shown = name ? mask("name", name) : undefined;
      return {
        id: row.id,
        transferId: row.transfer_id,
        occurredAt: toInstant(row.occurred_at),
        businessDate: row.business_date,
        direction: row.direction,
        kind: row.kind,
        amountMinor: row.amount_minor,
        currency: row.currency,
        cnyMinor: row.cny_minor,
        usdMinor: row.usd_minor,
        balanceAfterMinor: row.balance_after_minor,
        cash: row.cash,
        crossBorder: row.cross_border,
        sameName: row.same_name,
        channel: row.channel,
        authFactors: row.auth_factors,
        counterparty: others[i] ?? null,
        customer: {
          id: row.customer_id,
          number: row.customer_number,
          name: shown ? { text: shown.text, hidden: shown.hidden } : null,
        },
        account: { id: row.account_id, number: row.account_number },
        batchId: row.batch_id,
        sourceRow: row.source_row === null ? null : Number(row.source_row),
      };
    });
    return { ...page, rows };
  },
});
