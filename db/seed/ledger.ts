import type pg from "pg";
import { addDays, type LocalDate } from "@/domain/shared/time";
import { type Cell, copyRows } from "./bulk";
import { DAYS, LEG_COLUMNS, planLegs, type World } from "./transactions";

/** Makes the month partitions of the days up to the anchor. */
export async function ensurePartitions(client: pg.PoolClient, anchor: LocalDate): Promise<void> {
  await client.query(
    "select ensure_month_partition(d::date) from generate_series($1::date, $2::date, interval '1 day') d",
    [addDays(anchor, -DAYS), anchor],
  );
}

/** Writes the legs of a programme and the balances they lead to. Gives how many legs. */
export async function storeLegs(client: pg.PoolClient, world: World, legs: number): Promise<number> {
  const count = await copyRows(client, "transactions", LEG_COLUMNS, planLegs(world, legs));
  await client.query("create temp table seed_balances (id uuid primary key, balance_minor bigint)");
  const balances: Cell[][] = world.accounts.map(({ id, balanceMinor }) => [id, balanceMinor]);
  await copyRows(client, "seed_balances", ["id", "balance_minor"], balances);
  await client.query(
    "update accounts a set balance_minor = s.balance_minor, balance_at = $1 from seed_balances s where s.id = a.id",
    [world.now],
  );
  await client.query("drop table seed_balances");
  return count;
}
