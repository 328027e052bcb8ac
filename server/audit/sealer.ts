import type pg from "pg";
import { append, type CompactRange, compactRange, peakIds, root, type TreeNode } from "@/domain/audit/merkle";
import { signHead } from "@/server/kernel/audit/export-format";
import { merkleHash } from "@/server/kernel/crypto/sha256";
import type { Runtime } from "@/server/kernel/runtime";

const BATCH = 5_000;
/** First half of the advisory lock's key; the second is the log's hash. One sealer per log at a time. */
const LOCK = 6962;

type Head = { tree_size: string; horizon: string };
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
    await client.query("begin isolation level repeatable read");
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
  const head = await lastHead(client, log);
  const { rows: horizons } = await client.query<{ horizon: string }>(
    "select pg_snapshot_xmin(pg_current_snapshot())::text as horizon",
  );
  const horizon = horizons[0]?.horizon ?? "0";
  const { rows: entries } = await client.query<Entry & { xid: string }>(
    `select id, leaf, xid::text from audit_entries e where log = $1 and xid >= $2::xid8 and xid < $3::xid8
       and not exists (select from audit_leaves l where l.entry_id = e.id)
     order by xid, id limit $4`,
    [log, head.horizon, horizon, BATCH],
  );
  if (entries.length === 0) return 0;

  let range = await loadRange(client, log, Number(head.tree_size));
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
  // A full batch may have left entries of its last transaction behind: begin there again.
  const reached = entries.length === BATCH ? (entries.at(-1)?.xid ?? horizon) : horizon;
  await writeHead(client, runtime, log, range, reached);
  return entries.length;
}

async function lastHead(client: pg.PoolClient, log: string): Promise<Head> {
  const { rows } = await client.query<Head>(
    "select tree_size, horizon::text from audit_heads where log = $1 order by tree_size desc limit 1",
    [log],
  );
  return rows[0] ?? { tree_size: "0", horizon: "0" };
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

async function writeHead(
  client: pg.PoolClient,
  runtime: Runtime,
  log: string,
  range: CompactRange,
  horizon: string,
): Promise<void> {
  const key = runtime.keyRing.signing;
  const rootHash = Buffer.from(root(merkleHash, range));
  const sealedAt = runtime.clock();
  const head = signHead({ log, treeSize: range.size, rootHash: rootHash.toString("hex"), sealedAt }, key);
  await client.query(
    `insert into audit_heads (log, tree_size, root_hash, sealed_at, key_id, signature, horizon) values ($1, $2, $3, $4, $5, $6, $7::xid8)`,
    [log, range.size, rootHash, sealedAt, head.keyId, Buffer.from(head.signature, "base64"), horizon],
  );
}
