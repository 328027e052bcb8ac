import { type SQL, sql } from "drizzle-orm";
import {
  nameKey,
  normaliseCard,
  normaliseIdNumber,
  normalisePhone,
  normaliseReference,
} from "@/domain/customers/normalise";
import type { OrderTarget } from "@/domain/orders/electronic/messages";
import type { Candidate } from "@/domain/orders/electronic/model";
import type { BlindKind } from "@/server/kernel/crypto/blind-index";
import type { Scope } from "@/server/kernel/scope";

type Row = {
  account_id: string;
  customer_id: string;
  number: string;
  status: "open" | "closed";
  currency: string;
  core_number: Buffer;
  name: Buffer | null;
};

async function accountsOf({ tx, actor }: Scope, where: SQL): Promise<Row[]> {
  const { rows } = await tx.execute<Row>(sql`select a.id as account_id, a.customer_id, a.number, a.status, a.currency,
      a.core_number_sealed as core_number, c.name_sealed as name
    from accounts a join customers c on c.id = a.customer_id
    where a.programme_id = ${actor.programmeId} and ${where} order by a.created_at, a.id`);
  return rows;
}

/** Customers of whom the house holds this very value. */
function holdersOf({ actor, vault }: Scope, kind: BlindKind, value: string): SQL {
  return sql`a.customer_id in (select subject_id from blind_index where programme_id = ${actor.programmeId}
    and kind = ${kind} and subject_type = 'customer' and value = ${vault.blind(kind, value)}::bytea)`;
}

async function byAccount(scope: Scope, said: string): Promise<Row[]> {
  const value = normaliseReference(said) ?? said;
  const rows = await accountsOf(scope, sql`(a.number = ${said} or ${holdersOf(scope, "account", value)})`);
  const numbers = await scope.vault.openAll(
    rows.map((row) => ({
      place: { table: "accounts", column: "core_number_sealed", rowId: row.account_id },
      sealed: row.core_number,
    })),
  );
  return rows.filter((row, at) => row.number === said || numbers[at] === value);
}

async function byCard(scope: Scope, said: string): Promise<Row[]> {
  const value = normaliseCard(said);
  if (value === undefined) return [];
  const { rows: cards } = await scope.tx.execute<{ id: string; account_id: string; number: Buffer }>(
    sql`select b.id, b.account_id, b.number_sealed as number from bound_cards b join accounts a on a.id = b.account_id
      where b.programme_id = ${scope.actor.programmeId} and ${holdersOf(scope, "card", value)}`,
  );
  const numbers = await scope.vault.openAll(
    cards.map(({ id, number }) => ({
      place: { table: "bound_cards", column: "number_sealed", rowId: id },
      sealed: number,
    })),
  );
  const found = cards.filter((_card, at) => numbers[at] === value).map((card) => card.account_id);
  return found.length === 0 ? [] : accountsOf(scope, sql`a.id = any(${`{${found.join(",")}}`}::uuid[])`);
}

function rowsOf(scope: Scope, target: OrderTarget): Promise<Row[]> {
  if (target.accountNumber !== undefined) return byAccount(scope, target.accountNumber);
  if (target.cardNumber !== undefined) return byCard(scope, target.cardNumber);
  const [kind, value] =
    target.phone !== undefined
      ? (["phone", normalisePhone(target.phone)] as const)
      : (["id-number", normaliseIdNumber(target.documentNumber ?? "")] as const);
  return value === undefined ? Promise.resolve([]) : accountsOf(scope, holdersOf(scope, kind, value));
}

/**
 * The accounts of the actor's programme that a message may mean, and whether the name it gives is their holder's: null
 * where it gives none. Where some holders bear the name, the others are not meant.
 */
export async function candidatesFor(
  scope: Scope,
  target: OrderTarget,
): Promise<{ readonly candidates: readonly Candidate[]; readonly nameAgrees: boolean | null }> {
  const rows = await rowsOf(scope, target);
  const plain = ({ account_id, customer_id, status, currency }: Row): Candidate => ({
    accountId: account_id,
    customerId: customer_id,
    status,
    currency,
  });
  if (target.holderName === undefined) return { candidates: rows.map(plain), nameAgrees: null };
  const names = await scope.vault.openAll(
    rows.map((row) => ({
      place: { table: "customers", column: "name_sealed", rowId: row.customer_id },
      sealed: row.name,
    })),
  );
  const said = nameKey(target.holderName);
  const agreeing = rows.filter((_row, at) => said !== undefined && nameKey(names[at] ?? "") === said);
  const nameAgrees = agreeing.length > 0;
  return { candidates: (nameAgrees ? agreeing : rows).map(plain), nameAgrees };
}
