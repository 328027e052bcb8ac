import { normaliseReference } from "@/domain/customers/normalise";
import type { Scope } from "@/server/kernel/scope";
import { prepared } from "./prepared";

/** An account as the payment core's number leads to it. */
export type FoundAccount = { readonly accountId: string; readonly customerId: string };

type Row = { account_id: string; customer_id: string; core_number_sealed: Buffer; accounts: number; value: string };

/** How many numbers a process remembers; an account never changes its own. */
const REMEMBERED = 100_000;
const remembered = new Map<string, FoundAccount>();

function remember(key: string, found: FoundAccount): void {
  if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value ?? "");
  remembered.set(key, found);
}

const CANDIDATES = `select a.id as account_id, a.customer_id, a.core_number_sealed, encode(b.value, 'hex') as value,
    count(*) over (partition by b.value)::int as accounts
  from blind_index b join accounts a on a.customer_id = b.subject_id and a.programme_id = b.programme_id
  where b.programme_id = $1 and b.kind = 'account' and b.subject_type = 'customer' and b.value = any($2::bytea[])`;

/**
 * The accounts behind numbers of the payment core, by keyed index; numbers nobody has are left out. A customer of several
 * accounts is told apart by opening their numbers.
 */
export async function accountsByCoreNumber(
  scope: Scope,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, FoundAccount>> {
  const { vault, actor } = scope;
  const found = new Map<string, FoundAccount>();
  const asked = new Map<string, { number: string; value: Buffer }>();
  for (const number of new Set(numbers)) {
    const value = vault.blind("account", normaliseReference(number) ?? number);
    const key = `${actor.programmeId}:${value.toString("hex")}`;
    const known = remembered.get(key);
    if (known) found.set(number, known);
    else asked.set(value.toString("hex"), { number, value });
  }
  if (asked.size === 0) return found;
  const values = [...asked.values()].map(({ value }) => value);
  const rows = await prepared<Row>(scope, "candidates", CANDIDATES, [actor.programmeId, values]);
  for (const row of rows) {
    const wanted = asked.get(row.value);
    if (!wanted) continue;
    const place = { table: "accounts", column: "core_number_sealed", rowId: row.account_id };
    if (row.accounts > 1 && (await vault.open(place, row.core_number_sealed)) !== normaliseReference(wanted.number))
      continue;
    const one = { accountId: row.account_id, customerId: row.customer_id };
    remember(`${actor.programmeId}:${row.value}`, one);
    found.set(wanted.number, one);
  }
  return found;
}
