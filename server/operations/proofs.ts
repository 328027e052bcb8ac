import type pg from "pg";
import { toInstant } from "@/db/schema/columns";
import { append, compactRange, root } from "@/domain/audit/merkle";
import { DRILL_SAMPLE } from "@/domain/operations/policy";
import { headBytes } from "@/server/kernel/audit/export-format";
import { SealBrokenError } from "@/server/kernel/crypto/aead";
import { verifyEd25519 } from "@/server/kernel/crypto/ed25519";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";
import { merkleHash } from "@/server/kernel/crypto/sha256";
import { wrappedKeys } from "@/server/kernel/wrapped-keys";
import type { Manifest } from "./archive";
import { RunProblem } from "./failure";

const PAGE = 5_000;

type HeadRow = {
  log: string;
  tree_size: string;
  root_hash: Buffer;
  sealed_at: Date;
  key_id: string;
  signature: Buffer;
};

/**
 * Recomputes every log's tree from the text of its entries and compares it with its last signed head and with the heads
 * that were backed up. Gives how many entries that were.
 */
export async function verifyLogs(client: pg.ClientBase, ring: KeyRing, heads: Manifest["heads"]): Promise<number> {
  const { rows } = await client.query<HeadRow>(
    "select distinct on (log) log, tree_size, root_hash, sealed_at, key_id, signature from audit_heads order by log, tree_size desc",
  );
  let entries = 0;
  for (const head of rows) {
    const rootHash = head.root_hash.toString("hex");
    const kept = heads.find(({ log }) => log === head.log);
    if (!kept || kept.rootHash !== rootHash || kept.treeSize !== Number(head.tree_size)) {
      throw new RunProblem("audit-broken", `audit log ${head.log}: its last head is not the one that was backed up`);
    }
    const fields = { log: head.log, treeSize: kept.treeSize, rootHash, sealedAt: toInstant(head.sealed_at) };
    const key = ring.verifying.find(({ id }) => id === head.key_id);
    if (!key || !verifyEd25519(key.spki, headBytes(fields), head.signature)) {
      throw new RunProblem("audit-broken", `audit log ${head.log}: the signature of its last head does not verify`);
    }
    if ((await rootOf(client, head.log, kept.treeSize)) !== rootHash) {
      throw new RunProblem("audit-broken", `audit log ${head.log}: its entries do not give the signed root`);
    }
    entries += kept.treeSize;
  }
  if (rows.length !== heads.length) throw new RunProblem("audit-broken", "an audit log that was backed up has no head");
  return entries;
}

async function rootOf(client: pg.ClientBase, log: string, treeSize: number): Promise<string> {
  let range = compactRange(0, []);
  for (let first = 0; first < treeSize; first += PAGE) {
    const { rows } = await client.query<{ leaf: string }>(
      `select e.leaf from audit_leaves l join audit_entries e on e.id = l.entry_id
       where l.log = $1 and l.leaf_index >= $2 and l.leaf_index < $3 order by l.leaf_index`,
      [log, first, Math.min(first + PAGE, treeSize)],
    );
    for (const { leaf } of rows) range = append(merkleHash, range, merkleHash.leaf(Buffer.from(leaf, "utf8"))).range;
  }
  return Buffer.from(root(merkleHash, range)).toString("hex");
}

/** Unwraps some data keys of every table, chosen by chance: the ring is the one that wrapped them. */
export async function proveKeys(client: pg.ClientBase, ring: KeyRing): Promise<number> {
  let opened = 0;
  for (const { table, columns } of wrappedKeys()) {
    const { rows } = await client.query<{ id: string; subject: string; class: string; wrapped: Buffer }>(
      `select "${columns.id}" as id, "${columns.subject}" as subject, "${columns.retentionClass}" as class,
         "${columns.wrapped}" as wrapped from "${table}" order by random() limit $1`,
      [DRILL_SAMPLE],
    );
    for (const row of rows) {
      try {
        ring.unwrap(row.wrapped, { keyId: row.id, subjectId: row.subject, retentionClass: row.class });
      } catch (error) {
        if (!(error instanceof SealBrokenError)) throw error;
        throw new RunProblem("unreadable-sample", `${table}: a data key does not open with the given key ring`);
      }
      opened += 1;
    }
  }
  return opened;
}
