import type pg from "pg";
import { REWRAP_BATCH } from "@/domain/operations/policy";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";
import type { Runtime } from "@/server/kernel/runtime";
import { type WrappedKeys, wrappedKeys } from "@/server/kernel/wrapped-keys";

const FIRST_ID = "00000000-0000-0000-0000-000000000000";

type Row = { id: string; subject: string; class: string; wrapped: Buffer };

/** Data keys that are not wrapped with this master key version, over every table of them. */
export async function keysNotUnder(pool: pg.Pool, version: number): Promise<number> {
  let left = 0;
  for (const { table, columns } of wrappedKeys()) {
    const { rows } = await pool.query<{ n: string }>(
      `select count(*) as n from "${table}" where "${columns.version}" <> $1`,
      [version],
    );
    left += Number(rows[0]?.n ?? 0);
  }
  return left;
}

/**
 * Re-wraps every data key with the current master key, some hundred in a transaction, each batch with its progress: a
 * kill loses one batch at most, and what is re-wrapped stays so. Rows somebody else holds are left to the next pass.
 * Ends early when `signal` is aborted. Throws when a key does not unwrap: then it cannot be re-wrapped either.
 */
export async function rewrapAll(
  runtime: Runtime,
  rotation: { id: string; toVersion: number },
  options: { signal: AbortSignal; batch?: number; afterBatch?: () => Promise<void> },
): Promise<number> {
  let done = 0;
  for (const keys of wrappedKeys()) {
    for (let last: string | undefined = FIRST_ID; last !== undefined && !options.signal.aborted; ) {
      const step: { last: string | undefined; count: number } = await rewrapBatch(
        runtime,
        keys,
        rotation,
        last,
        options.batch ?? REWRAP_BATCH,
      );
      done += step.count;
      last = step.last;
      if (step.count > 0) await options.afterBatch?.();
    }
  }
  return done;
}

async function rewrapBatch(
  runtime: Runtime,
  keys: WrappedKeys,
  rotation: { id: string; toVersion: number },
  after: string,
  size: number,
): Promise<{ last: string | undefined; count: number }> {
  const { table, columns } = keys;
  const client = await runtime.pool.connect();
  try {
    await client.query("begin");
    const { rows } = await client.query<Row>(
      `select "${columns.id}" as id, "${columns.subject}" as subject, "${columns.retentionClass}" as class,
         "${columns.wrapped}" as wrapped from "${table}"
       where "${columns.version}" <> $1 and "${columns.id}" > $2 order by "${columns.id}" limit $3 for update skip locked`,
      [rotation.toVersion, after, size],
    );
    if (rows.length > 0) {
      await client.query(
        `update "${table}" k set "${columns.wrapped}" = t.wrapped, "${columns.version}" = $3
         from unnest($1::uuid[], $2::bytea[]) as t (id, wrapped) where k."${columns.id}" = t.id`,
        [
          rows.map(({ id }) => id),
          rows.map((row) => rewrapped(runtime.keyRing, row, rotation.toVersion)),
          rotation.toVersion,
        ],
      );
      await client.query("update key_rotations set keys_done = keys_done + $2, progress_at = $3 where id = $1", [
        rotation.id,
        rows.length,
        runtime.clock(),
      ]);
    }
    await client.query("commit");
    return { last: rows.at(-1)?.id, count: rows.length };
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

function rewrapped(keyRing: KeyRing, row: Row, toVersion: number): Buffer {
  const context = { keyId: row.id, subjectId: row.subject, retentionClass: row.class };
  const wrapped = keyRing.wrap(keyRing.unwrap(row.wrapped, context), context);
  if (keyRing.versionOf(wrapped) !== toVersion) throw new Error("the ring's current master key is another one");
  return wrapped;
}
