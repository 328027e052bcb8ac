import type pg from "pg";
import { asTx, type Tx } from "@/db/client";
import type { Calendar } from "@/domain/clocks/calendar";
import type { Rules } from "@/domain/rulebook/model";
import type { Id } from "@/domain/shared/ids";
import type { Instant } from "@/domain/shared/time";
import { type Actor, enter, type Principal } from "./actor";
import type { KeyRing } from "./crypto/key-ring";
import { isRetryable } from "./errors";
import { newId } from "./new-id";
import type { Law, Runtime } from "./runtime";
import { PATIENCE } from "./session-limits";
import { traced } from "./tracing";
import { createVault, type Vault } from "./vault";

/** Everything a command may use: one database handle, the actor, the time, the law, and personal data's keys. */
export type Scope = {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Instant;
  readonly rules: Rules;
  readonly calendar: Calendar;
  readonly vault: Vault;
  readonly keyRing: KeyRing;
  readonly newId: <Kind extends string>() => Id<Kind>;
};

type Mode = "write" | "read";

/**
 * Runs `work` in one transaction as a principal. `work` answers whether to keep what it did.
 * A deadlock or serialisation failure runs the whole again, at most three times; nothing was committed then.
 */
export async function inScope<T>(
  runtime: Runtime,
  principal: Principal,
  mode: Mode,
  work: (scope: Scope) => Promise<{ keep: boolean; value: T }>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await connectAndBegin(runtime, beginning(runtime, principal, mode));
    let broken: Error | undefined;
    try {
      return await traced("transaction", { mode }, () =>
        inTransaction(client, async (tx) => {
          const now = runtime.clock();
          const actor = await enter(tx, principal, now);
          const vault = createVault(runtime.keyRing, runtime.blind, tx, actor, now);
          return work({
            tx,
            actor,
            now,
            ...(await lawOf(runtime, tx, actor)),
            vault,
            keyRing: runtime.keyRing,
            newId,
          });
        }),
      );
    } catch (error) {
      if (attempt < 3 && isRetryable(error)) continue;
      broken = error instanceof Error ? error : new Error("unknown");
      throw error;
    } finally {
      client.release(broken && connectionIsLost(broken) ? broken : undefined);
    }
  }
}

/** The rulebook and calendar as the actor's programme has them at this moment; the files', where nothing was changed. */
function lawOf(runtime: Runtime, tx: Tx, actor: Actor): Law | Promise<Law> {
  const { rules, calendar } = runtime;
  return actor.rulesRevision === 0 ? { rules, calendar } : runtime.lawOf(tx, actor);
}

/**
 * Opens a transaction. Who waits for an answer is not kept waiting for a statement or a lock beyond the house's
 * patience; the house's own work may take its time over a statement.
 */
function beginning(runtime: Runtime, principal: Principal, mode: Mode): string {
  const { statementMs, lockMs } = runtime.patience ?? PATIENCE;
  const statement = principal.kind === "system" ? 0 : statementMs;
  return `begin${mode === "read" ? " read only" : ""}; set local statement_timeout = ${statement}; set local lock_timeout = ${lockMs}`;
}

/**
 * A connection with its transaction begun. One that was cut while it lay idle fails at its first word, when nothing has
 * been done yet: the next is taken, until there are new ones.
 */
async function connectAndBegin({ pool }: Runtime, begin: string): Promise<pg.PoolClient> {
  for (let left = pool.options.max ?? 1; ; left--) {
    const client = await pool.connect();
    try {
      await client.query(begin);
      return client;
    } catch (error) {
      const lost = error instanceof Error && connectionIsLost(error);
      client.release(lost ? error : undefined);
      if (!lost || left <= 0) throw error;
    }
  }
}

function connectionIsLost(error: Error): boolean {
  const cause = (error.cause ?? error) as { code?: unknown };
  return typeof cause.code !== "string" || /^(57P|08|25P03|E)/.test(cause.code);
}

async function inTransaction<T>(
  client: pg.PoolClient,
  work: (tx: Tx) => Promise<{ keep: boolean; value: T }>,
): Promise<T> {
  try {
    const { keep, value } = await work(asTx(client));
    await client.query(keep ? "commit" : "rollback");
    return value;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}
