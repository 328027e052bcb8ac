import type pg from "pg";
import { asTx, type Tx } from "@/db/client";
import type { Calendar } from "@/domain/clocks/calendar";
import type { Rules } from "@/domain/rulebook/model";
import type { Id } from "@/domain/shared/ids";
import type { Instant } from "@/domain/shared/time";
import { type Actor, enter, type Principal } from "./actor";
import type { KeyRing } from "./crypto/key-ring";
import { AppError, isRetryable } from "./errors";
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

/** What work in a transaction came to. `last`: statements on their way, whose answers nothing but the end waits for. */
export type Worked<T> = { readonly keep: boolean; readonly value: T; readonly last?: Promise<unknown> };

/**
 * Runs `work` in one transaction as a principal. `work` answers whether to keep what it did.
 * A deadlock or serialisation failure runs the whole again, at most three times; nothing was committed then.
 */
export async function inScope<T>(
  runtime: Runtime,
  principal: Principal,
  mode: Mode,
  work: (scope: Scope) => Promise<Worked<T>>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const { client, entering } = await connectAndBegin(runtime, beginning(runtime, principal, mode), async (tx) => {
      const now = runtime.clock();
      return { now, actor: await enter(tx, principal, now) };
    });
    let broken: Error | undefined;
    try {
      return await traced("transaction", { mode }, () =>
        inTransaction(client, async (tx) => {
          const { actor, now } = await entering;
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
 * A connection with its transaction begun, and the actor on the way in. One that was cut while it lay idle fails at its
 * first word, when nothing has been done yet: the next is taken, until there are new ones.
 */
async function connectAndBegin<E>(
  { pool }: Runtime,
  begin: string,
  enters: (tx: Tx) => Promise<E>,
): Promise<{ client: pg.PoolClient; entering: Promise<E> }> {
  for (let left = pool.options.max ?? 1; ; left--) {
    const client = await pool.connect();
    const begun = client.query(begin);
    const entering = client.pipeline ? enters(asTx(client)) : begun.then(() => enters(asTx(client)));
    // Whoever awaits it hears of it; nobody does where the connection was lost.
    entering.catch(() => undefined);
    try {
      await begun;
      return { client, entering };
    } catch (error) {
      const lost = error instanceof Error && connectionIsLost(error);
      client.release(lost ? error : undefined);
      if (!lost || left <= 0) throw error;
    }
  }
}

/** Whether an error ends the connection it came up on. The house's own word does not: asking for nothing costs none. */
function connectionIsLost(error: Error): boolean {
  if (error instanceof AppError) return false;
  const cause = (error.cause ?? error) as { code?: unknown };
  return typeof cause.code !== "string" || /^(57P|08|25P03|E)/.test(cause.code);
}

async function inTransaction<T>(client: pg.PoolClient, work: (tx: Tx) => Promise<Worked<T>>): Promise<T> {
  try {
    const { keep, value, last } = await work(asTx(client));
    // After a statement that failed, a commit on the wire behind it rolls back.
    if (!client.pipeline) await last;
    await Promise.all([last, client.query(keep ? "commit" : "rollback")]);
    return value;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}
