import type pg from "pg";
import { toInstant } from "@/db/schema/columns";
import { endLine, entryLine, headerLine, headLine, type SignedHead } from "@/server/kernel/audit/export-format";
import type { Runtime } from "@/server/kernel/runtime";

const PAGE = 5_000;

type LeafRow = { leaf_index: string; leaf_hash: Buffer; leaf: string };
type HeadRow = { tree_size: string; root_hash: Buffer; sealed_at: Date; key_id: string; signature: Buffer };

/**
 * The lines of a whole-log export up to a tree size that `exportLog` permitted, page by page: memory does not grow with
 * the log. Reads one snapshot, so that sealing may go on meanwhile.
 */
export async function* exportLines(
  runtime: Runtime,
  permitted: { log: string; treeSize: number },
): AsyncGenerator<string> {
  const { log, treeSize } = permitted;
  const client = await runtime.pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const { signing, verifying } = runtime.keyRing;
    yield headerLine({ log, generatedAt: runtime.clock(), treeSize, keys: verifying }, signing);
    const heads = await headsOf(client, log, treeSize);
    let next = 0;
    for (let from = 0; from < treeSize; from += PAGE) {
      const { rows } = await client.query<LeafRow>({
        name: "audit-export-page",
        text: `select l.leaf_index, l.leaf_hash, e.leaf from audit_leaves l join audit_entries e on e.id = l.entry_id
          where l.log = $1 and l.leaf_index >= $2 and l.leaf_index < $3 order by l.leaf_index`,
        values: [log, from, Math.min(from + PAGE, treeSize)],
      });
      let chunk = "";
      for (const row of rows) {
        const index = Number(row.leaf_index);
        chunk += entryLine(index, row.leaf_hash.toString("hex"), row.leaf);
        for (let head = heads[next]; head && head.treeSize === index + 1; head = heads[++next]) chunk += headLine(head);
      }
      yield chunk;
    }
    yield endLine(treeSize, heads.length);
  } finally {
    await client.query("rollback").catch(() => undefined);
    client.release();
  }
}

async function headsOf(client: pg.PoolClient, log: string, treeSize: number): Promise<SignedHead[]> {
  const { rows } = await client.query<HeadRow>(
    "select tree_size, root_hash, sealed_at, key_id, signature from audit_heads where log = $1 and tree_size <= $2 order by tree_size",
    [log, treeSize],
  );
  return rows.map((row) => ({
    log,
    treeSize: Number(row.tree_size),
    rootHash: row.root_hash.toString("hex"),
    sealedAt: toInstant(row.sealed_at),
    keyId: row.key_id,
    signature: row.signature.toString("base64"),
  }));
}
