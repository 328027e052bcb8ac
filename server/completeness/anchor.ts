import type pg from "pg";
import { toInstant } from "@/db/schema/columns";
import type { AnchorTarget } from "@/domain/completeness/codes";
import { ANCHOR_ATTEMPTS } from "@/domain/completeness/policy";
import type { SignedHead } from "@/server/kernel/audit/export-format";
import { log } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import type { Receiver } from "./adapters/anchor-targets";

/** Anchors handed over in one run. */
const BATCH = 200;
/** Advisory lock: one process anchors at a time. */
const LOCK = 6964;

type Head = { log: string; tree_size: string; root_hash: Buffer; sealed_at: Date; key_id: string; signature: Buffer };
type House = Pick<Runtime, "pool" | "clock">;

const headOf = (row: Head): SignedHead => ({
  log: row.log,
  treeSize: Number(row.tree_size),
  rootHash: row.root_hash.toString("hex"),
  sealedAt: toInstant(row.sealed_at),
  keyId: row.key_id,
  signature: row.signature.toString("base64"),
});

/** Notes the latest head of every log for every receiver that does not have it yet. */
async function noteHeads({ pool, clock }: House, targets: readonly AnchorTarget[]): Promise<void> {
  const { rows } = await pool.query<Head & { programme_id: string; legal_entity_id: string; clearance: string }>(
    `select h.*, p.id as programme_id, p.legal_entity_id, c as clearance
     from programmes p cross join unnest(array['general', 'suspicion']) c
     join lateral (select * from audit_heads a where a.log = p.id || '.' || c order by a.tree_size desc limit 1) h on true`,
  );
  for (const row of rows) {
    await pool.query(
      `insert into audit_anchors (id, programme_id, legal_entity_id, clearance, log, target, tree_size, head, state, attempts, made_at)
       select t.id, $3, $4, $5, $6, t.target, $7, $8, 'waiting', 0, $9::timestamptz
       from unnest($1::uuid[], $2::text[]) t (id, target) on conflict (log, target, tree_size) do nothing`,
      [
        targets.map(() => newId()),
        targets,
        row.programme_id,
        row.legal_entity_id,
        row.clearance,
        row.log,
        row.tree_size,
        JSON.stringify(headOf(row)),
        clock(),
      ],
    );
  }
}

/**
 * Leaves the latest signed head of every log, and those that were not accepted before, with every receiver. Nothing of a
 * head names anybody. Gives how many were accepted. Throws at the end when a receiver took none of what it was given: the
 * run has failed, and is an alarm when that goes on.
 */
export async function anchorHeads(house: House, receivers: readonly Receiver[]): Promise<number> {
  if (receivers.length === 0) return 0;
  const client = await house.pool.connect();
  try {
    const { rows } = await client.query<{ ok: boolean }>("select pg_try_advisory_lock($1) as ok", [LOCK]);
    if (!rows[0]?.ok) return 0;
    try {
      await noteHeads(
        house,
        receivers.map(({ target }) => target),
      );
      return await handOver(client, house, receivers);
    } finally {
      await client.query("select pg_advisory_unlock($1)", [LOCK]);
    }
  } finally {
    client.release();
  }
}

async function handOver(client: pg.PoolClient, { clock }: House, receivers: readonly Receiver[]): Promise<number> {
  let accepted = 0;
  const deaf: string[] = [];
  for (const receiver of receivers) {
    const { rows } = await client.query<{ id: string; head: string }>(
      "select id, head from audit_anchors where state = 'waiting' and target = $1 order by made_at desc, id limit $2",
      [receiver.target, BATCH],
    );
    let taken = 0;
    for (const { id, head } of rows) {
      const left = await receiver.leave(id, JSON.parse(head) as SignedHead);
      if (left.ok) taken += 1;
      else log("error", "anchor", { target: receiver.target, anchor: id, problem: left.problem });
      await client.query(
        `update audit_anchors set attempts = attempts + 1, answered_at = $2::timestamptz, receipt = $3, problem = $4,
           state = case when $3::text is not null then 'accepted' when attempts + 1 >= $5 then 'given-up' else 'waiting' end
         where id = $1`,
        [id, clock(), left.ok ? left.receipt : null, left.ok ? null : left.problem, ANCHOR_ATTEMPTS],
      );
      // One that is down is not asked for each of the others, too.
      if (!left.ok && taken === 0) break;
    }
    if (rows.length > 0 && taken === 0) deaf.push(receiver.target);
    accepted += taken;
  }
  if (deaf.length > 0) throw new Error(`anchors: ${deaf.join(", ")} took none`);
  return accepted;
}
