import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { inclusionPlan, proofOf } from "@/domain/audit/merkle";
import { auditList } from "@/domain/audit/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { merkleHash } from "@/server/kernel/crypto/sha256";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";

const row = z.object({
  id: z.string(),
  at: z.string(),
  actorId: z.string(),
  actorName: z.object({ zh: z.string(), en: z.string() }).nullable(),
  kind: z.string(),
  outcome: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  code: z.string().nullable(),
  basis: z.array(z.string()),
  leafIndex: z.number().nullable(),
});

type Row = {
  id: string;
  at: string;
  actor_id: string;
  kind: string;
  outcome: string;
  subject_type: string;
  subject_id: string;
  leaf: string;
  leaf_index: string | null;
  name_zh: string | null;
  name_en: string | null;
};

const COLUMNS = sql`e.id, e.at, e.actor_id, e.kind, e.outcome, e.subject_type, e.subject_id, e.leaf, l.leaf_index,
  coalesce(p.name_zh, k.name) as name_zh, coalesce(p.name_en, k.name) as name_en`;
const FROM = sql`audit_entries e left join audit_leaves l on l.entry_id = e.id
  left join people p on e.actor_id = 'person:' || p.id
  left join api_keys k on e.actor_id = 'client:' || k.id`;

function present(found: Row): z.input<typeof row> {
  const leaf = JSON.parse(found.leaf) as { code?: string; basis: string[] };
  return {
    id: found.id,
    at: toInstant(found.at),
    actorId: found.actor_id,
    actorName: found.name_zh && found.name_en ? { zh: found.name_zh, en: found.name_en } : null,
    kind: found.kind,
    outcome: found.outcome,
    subjectType: found.subject_type,
    subjectId: found.subject_id,
    code: leaf.code ?? null,
    basis: leaf.basis,
    leafIndex: found.leaf_index === null ? null : Number(found.leaf_index),
  };
}

/** Entries, newest first. Those that suspicion touches show only to cleared readers, and leave no gap to others. */
export const auditEntries = query({
  name: "audit.entries.list",
  permission: "audit.read",
  clearance: "general",
  input: listInput(auditList),
  output: listOutput(row),
  async resolve({ tx, actor }, input) {
    const page = await runList<typeof auditList, Row>(tx, auditList, input, {
      select: COLUMNS,
      from: FROM,
      where: [sql`e.programme_id = ${actor.programmeId}`],
      map: {
        filters: {
          kind: sql`e.kind`,
          outcome: sql`e.outcome`,
          date: sql`(e.at at time zone 'Asia/Shanghai')::date`,
          actor: sql`e.actor_id`,
          subject: sql`e.subject_id`,
        },
        sorts: { at: { by: sql`e.at`, type: "timestamptz" } },
        id: sql`e.id`,
      },
    });
    return { ...page, rows: page.rows.map(present) };
  },
});

const headShape = z.object({
  log: z.string(),
  treeSize: z.number(),
  rootHash: z.string(),
  sealedAt: z.string(),
  keyId: z.string(),
  signature: z.string(),
});

type HeadRow = {
  log: string;
  tree_size: string;
  root_hash: Buffer;
  sealed_at: string;
  key_id: string;
  signature: Buffer;
};

function presentHead(head: HeadRow): z.input<typeof headShape> {
  return {
    log: head.log,
    treeSize: Number(head.tree_size),
    rootHash: head.root_hash.toString("hex"),
    sealedAt: toInstant(head.sealed_at),
    keyId: head.key_id,
    signature: head.signature.toString("base64"),
  };
}

async function newestHead(scope: Scope, log: string): Promise<HeadRow | undefined> {
  const { rows } = await scope.tx.execute<HeadRow>(
    sql`select * from audit_heads where log = ${log} order by tree_size desc limit 1`,
  );
  return rows[0];
}

/** One entry as it is exported, and the proof that it stands in the signed log. */
export const auditEntry = query({
  name: "audit.entries.detail",
  permission: "audit.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: row.extend({
    leaf: z.string(),
    leafHash: z.string().nullable(),
    head: headShape.nullable(),
    proof: z.array(z.string()),
  }),
  async resolve(scope, { id }) {
    const { rows } = await scope.tx.execute<Row & { log: string; leaf_hash: Buffer | null }>(
      sql`select ${COLUMNS}, e.log, l.leaf_hash from ${FROM} where e.id = ${id}`,
    );
    const found = rows[0];
    if (!found) return notFound();
    const base = { ...present(found), leaf: found.leaf, leafHash: found.leaf_hash?.toString("hex") ?? null };
    const head = found.leaf_index === null ? undefined : await newestHead(scope, found.log);
    if (!head || found.leaf_index === null) return { ...base, head: null, proof: [] };
    const proof = await inclusionProof(scope, found.log, Number(found.leaf_index), Number(head.tree_size));
    return { ...base, head: presentHead(head), proof };
  },
});

/** The hashes from a leaf to the root, bottom up, in hex: one query, whatever the size of the log. */
export async function inclusionProof(
  scope: Pick<Scope, "tx">,
  log: string,
  index: number,
  size: number,
): Promise<string[]> {
  const plan = inclusionPlan(index, size);
  const nodes = plan.flat();
  if (nodes.length === 0) return [];
  const values = nodes.map((node) => sql`(${node.level}::int, ${node.index}::int8)`);
  const { rows } = await scope.tx.execute<{ level: number; node_index: string; hash: Buffer }>(
    sql`select a.level, a.node_index, a.hash from (values ${sql.join(values, sql`, `)}) as w (level, node_index)
      join audit_nodes a on a.log = ${log} and a.level = w.level and a.node_index = w.node_index`,
  );
  const hashes = new Map(rows.map((found) => [`${found.level}/${found.node_index}`, found.hash]));
  return proofOf(merkleHash, plan, (node) => hashes.get(`${node.level}/${node.index}`)).map((hash) =>
    Buffer.from(hash).toString("hex"),
  );
}

/** How far the log is sealed, for the page's head and for whoever keeps a head outside. */
export const auditState = query({
  name: "audit.log.state",
  permission: "audit.read",
  clearance: "general",
  input: z.object({}),
  output: z.object({ head: headShape.nullable(), unsealed: z.number() }),
  async resolve(scope) {
    const log = `${scope.actor.programmeId}.general`;
    const head = await newestHead(scope, log);
    const { rows } = await scope.tx.execute<{ n: number }>(
      sql`select count(*)::int as n from (select from audit_entries e where e.log = ${log}
        and not exists (select from audit_leaves l where l.entry_id = e.id) limit 10001) as waiting`,
    );
    return { head: head ? presentHead(head) : null, unsealed: rows[0]?.n ?? 0 };
  },
});
