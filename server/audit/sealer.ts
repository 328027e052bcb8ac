import type pg from "pg";
import { append, type CompactRange, compactRange, peakIds, root, type TreeNode } from "@/domain/audit/merkle";
import { signHead } from "@/server/kernel/audit/export-format";
import { merkleHash } from "@/server/kernel/crypto/sha256";
import type { Runtime } from "@/server/kernel/runtime";

const BATCH = 5_000;
/** First half of the advisory lock's key; the second is the log's hash. One sealer per log at a time. */
const LOCK = 6962;

const NO_ID = "00000000-0000-0000-0000-000000000000";

type Entry = { id: string; leaf: string };

/**
 * Seals what can be sealed in every log: entries of transactions older than the oldest one still running, so that no
 * entry can appear before a sealed one. Gives the number of entries sealed.
 */
export async function sealAll(runtime: Runtime): Promise<number> {
  const { rows } = await runtime.pool.query<{ log: string }>(
    `select distinct p.id || '.' || c as log from programmes p, unnest(array['general', 'suspicion']) as c order by 1`,
  );
  let sealed = 0;
  for (const { log } of rows) {
    for (let count = BATCH; count === BATCH; ) {
      count = await sealLog(runtime, log);
      sealed += count;
    }
  }
  return sealed;
}

async function sealLog(runtime: Runtime, log: string): Promise<number> {
  const client = await runtime.pool.connect();
  try {
    // Each statement sees what was committed before it: what another sealer did before the lock was ours, too.
    await client.query("begin");
    const { rows } = await client.query<{ ok: boolean }>("select pg_try_advisory_xact_lock($1, hashtext($2)) as ok", [
      LOCK,
      log,
    ]);
    const sealed = rows[0]?.ok ? await sealBatch(client, runtime, log) : 0;
    await client.query("commit");
    return sealed;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function sealBatch(client: pg.PoolClient, runtime: Runtime, log: string): Promise<number> {
  const last = await lastSealed(client, log);
  // Entries of one transaction appear together, and those of older ones are all here: none can come before `last`.
  const { rows: entries } = await client.query<Entry>(
    `select id, leaf from audit_entries where log = $1 and (xid, id) > ($2::xid8, $3::uuid)
       and xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, id limit $4`,
    [log, last.xid, last.id, BATCH],
  );
  if (entries.length === 0) return 0;

  let range = await loadRange(client, log, last.size);
  const first = range.size;
  const nodes: TreeNode[] = [];
  const hashes = entries.map((entry) => {
    const hash = merkleHash.leaf(Buffer.from(entry.leaf, "utf8"));
    const next = append(merkleHash, range, hash);
    range = next.range;
    nodes.push(...next.nodes);
    return Buffer.from(hash);
  });
  await client.query(
    `insert into audit_leaves (log, leaf_index, entry_id, leaf_hash)
     select $1, $2::int8 + n - 1, id, hash from unnest($3::uuid[], $4::bytea[]) with ordinality as t (id, hash, n)`,
    [log, first, entries.map((entry) => entry.id), hashes],
  );
  await client.query(
    `insert into audit_nodes (log, level, node_index, hash)
     select $1, level, node_index, hash from unnest($2::int[], $3::int8[], $4::bytea[]) as t (level, node_index, hash)`,
    [
      log,
      nodes.map((node) => node.level),
      nodes.map((node) => node.index),
      nodes.map((node) => Buffer.from(node.hash)),
    ],
  );
  await writeHead(client, runtime, log, range);
  return entries.length;
}

async function lastSealed(client: pg.PoolClient, log: string): Promise<{ size: number; xid: string; id: string }> {
  const { rows } = await client.query<{ leaf_index: string; xid: string; id: string }>(
    `select l.leaf_index, e.xid::text, e.id from audit_leaves l join audit_entries e on e.id = l.entry_id
     where l.log = $1 order by l.leaf_index desc limit 1`,
    [log],
  );
  const row = rows[0];
  return row ? { size: Number(row.leaf_index) + 1, xid: row.xid, id: row.id } : { size: 0, xid: "0", id: NO_ID };
}

async function loadRange(client: pg.PoolClient, log: string, size: number): Promise<CompactRange> {
  const ids = peakIds(size);
  if (ids.length === 0) return compactRange(0, []);
  const { rows } = await client.query<{ hash: Buffer }>(
    `select hash from unnest($2::int[], $3::int8[]) with ordinality as t (level, node_index, n)
     join audit_nodes a using (level, node_index) where a.log = $1 order by n`,
    [log, ids.map((id) => id.level), ids.map((id) => id.index)],
  );
  return compactRange(
    size,
    rows.map((row) => row.hash),
  );
}

async function writeHead(client: pg.PoolClient, runtime: Runtime, log: string, range: CompactRange): Promise<void> {
  const key = runtime.keyRing.signing;
  const rootHash = Buffer.from(root(merkleHash, range));
  const sealedAt = runtime.clock();
  const head = signHead({ log, treeSize: range.size, rootHash: rootHash.toString("hex"), sealedAt }, key);
  await client.query(
    `insert into audit_heads (log, tree_size, root_hash, sealed_at, key_id, signature) values ($1, $2, $3, $4, $5, $6)`,
    [log, range.size, rootHash, sealedAt, head.keyId, Buffer.from(head.signature, "base64")],
  );
}
