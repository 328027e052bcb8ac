import { customersInHand } from "./run";
import type { SeededAccount } from "./store-customers";
import type { SeedWorld } from "./world";

/** An account that no story concerns, with a card bound to it where there is one. */
export type FreeAccount = SeededAccount & { readonly carded: string | null };

/** Accounts of people whom no other story concerns, the newest first, one of each holder. */
export async function freeAccounts(world: SeedWorld): Promise<FreeAccount[]> {
  const busy = await customersInHand(world);
  const { rows } = await world.runtime.pool.query<{ id: string; card: string | null }>(
    `select a.id, (select b.id from bound_cards b where b.account_id = a.id and b.status = 'bound' order by b.id limit 1) as card
     from accounts a join customers c on c.id = a.customer_id
     where a.programme_id = 'pay' and a.status = 'open' and c.kind = 'person' and c.status = 'active'`,
  );
  const cards = new Map(rows.map(({ id, card }) => [id, card]));
  const owners = new Set<string>();
  return world.accounts
    .filter(({ id, customerId, balanceMinor }) => cards.has(id) && balanceMinor > 100 && !busy.has(customerId))
    .sort((one, other) => (one.number < other.number ? 1 : -1))
    .filter(({ customerId }) => !owners.has(customerId) && owners.add(customerId))
    .map((account) => ({ ...account, carded: cards.get(account.id) ?? null }));
}
