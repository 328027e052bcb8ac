import { createHmac } from "node:crypto";
import type pg from "pg";
import { toInstant } from "@/db/schema/columns";
import { afterFailure, type BudgetName, type BudgetState, isBlocked } from "@/domain/identity/throttle";
import type { Instant } from "@/domain/shared/time";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";

/** One budget of failures and the hash it is found by. */
export type BudgetKey = { readonly name: BudgetName; readonly hash: Buffer };

/** What a budget is counted for, as a hash under the ring: the table names neither people nor addresses. */
export function budgetKey(keyRing: KeyRing, name: BudgetName, ...parts: readonly string[]): BudgetKey {
  const text = [name, ...parts].join("\n");
  return { name, hash: createHmac("sha256", keyRing.purposeKey("sign-in-budget")).update(text).digest() };
}

export type Taken =
  /** An earlier failure is still being waited for: nothing was counted. */
  | { readonly blocked: true }
  /** The attempt was counted as failed in advance; `closes` are the budgets it closes if it does fail. */
  | { readonly blocked: false; readonly closes: readonly BudgetName[] };

type Row = { key_hash: Buffer; failures: string; last_failure_at: Date; blocked_until: Date | null };

/**
 * Counts an attempt as failed before it is looked at, in one transaction over all its budgets: of many at once, on any web
 * instance, no more are looked at than the budgets allow. Who turns out to be right gets it back.
 */
export async function takeAttempt(pool: pg.Pool, keys: readonly BudgetKey[], now: Instant): Promise<Taken> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const hashes = keys.map(({ hash }) => hash);
    await client.query(
      `insert into sign_in_budgets (key_hash, failures, last_failure_at)
       select h, 0, $2::timestamptz from unnest($1::bytea[]) as h order by h on conflict do nothing`,
      [hashes, now],
    );
    const { rows } = await client.query<Row>(
      "select key_hash, failures, last_failure_at, blocked_until from sign_in_budgets where key_hash = any($1) order by key_hash for update",
      [hashes],
    );
    const states = keys.map((key) => ({ key, state: stateOf(rows.find((row) => row.key_hash.equals(key.hash))) }));
    if (states.some(({ state }) => isBlocked(state, now))) {
      await client.query("rollback");
      return { blocked: true };
    }
    const closes: BudgetName[] = [];
    for (const { key, state } of states) {
      const next = afterFailure(key.name, state, now);
      if (next.blockedUntil) closes.push(key.name);
      await client.query(
        "update sign_in_budgets set failures = $2, last_failure_at = $3, blocked_until = $4 where key_hash = $1",
        [key.hash, next.failures, next.lastFailureAt, next.blockedUntil],
      );
    }
    await client.query("commit");
    return { blocked: false, closes };
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

function stateOf(row: Row | undefined): BudgetState | undefined {
  if (!row) return undefined;
  return {
    failures: Number(row.failures),
    lastFailureAt: toInstant(row.last_failure_at),
    blockedUntil: row.blocked_until && toInstant(row.blocked_until),
  };
}

/**
 * Gives an attempt back that was right. The budgets of this browser and of this account at this address start anew; of
 * those that others share one failure is taken off, so that signing in oneself does not wash off guesses at others.
 */
export async function giveBack(pool: pg.Pool, keys: readonly BudgetKey[], takenAt: Instant): Promise<void> {
  const of = (names: readonly BudgetName[]) => keys.filter(({ name }) => names.includes(name)).map(({ hash }) => hash);
  await pool.query("update sign_in_budgets set failures = 0, blocked_until = null where key_hash = any($1)", [
    of(["device", "pair"]),
  ]);
  await pool.query(
    `update sign_in_budgets set failures = greatest(failures - 1, 0),
       blocked_until = case when last_failure_at = $2::timestamptz then null else blocked_until end
     where key_hash = any($1)`,
    [of(["account", "address"]), takenAt],
  );
  await pool.query(
    `delete from sign_in_budgets where key_hash in (select key_hash from sign_in_budgets
       where last_failure_at < $1::timestamptz - interval '1 day' limit 100 for update skip locked)`,
    [takenAt],
  );
}
