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
import type { Runtime } from "./runtime";
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
    const client = await runtime.pool.connect();
    let broken: Error | undefined;
    try {
      return await inTransaction(client, mode, async (tx) => {
        const now = runtime.clock();
        const actor = await enter(tx, principal, now);
        const vault = createVault(runtime.keyRing, runtime.blind, tx, actor, now);
        return work({
          tx,
          actor,
          now,
          rules: runtime.rules,
          calendar: runtime.calendar,
          vault,
          keyRing: runtime.keyRing,
          newId,
        });
      });
    } catch (error) {
      if (attempt < 3 && isRetryable(error)) continue;
      broken = error instanceof Error ? error : new Error("unknown");
      throw error;
    } finally {
      client.release(broken && connectionIsLost(broken) ? broken : undefined);
    }
  }
}

function connectionIsLost(error: Error): boolean {
  const cause = (error.cause ?? error) as { code?: unknown };
  return typeof cause.code !== "string" || /^(57P|08|E)/.test(cause.code);
}

async function inTransaction<T>(
  client: pg.PoolClient,
  mode: Mode,
  work: (tx: Tx) => Promise<{ keep: boolean; value: T }>,
): Promise<T> {
  await client.query(mode === "read" ? "begin read only" : "begin");
  try {
    const { keep, value } = await work(asTx(client));
    await client.query(keep ? "commit" : "rollback");
    return value;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}
