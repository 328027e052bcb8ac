import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Hit, HitId, HitState, MatchedOn } from "@/domain/screening/model";
import { asId, type CustomerId } from "@/domain/shared/ids";
import type { Actor } from "@/server/kernel/actor";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import type { Candidate } from "./lists";

export type StoredHit = Hit & {
  readonly number: string;
  readonly source: string;
  readonly externalId: string;
  readonly entryHash: string;
  readonly version: number;
};

type HitRow = {
  id: string;
  customer_id: string;
  state: HitState;
  number: string;
  source: string;
  external_id: string;
  entry_hash: string;
  version: number;
};

const COLUMNS = sql.raw("h.id, h.customer_id, h.state, h.number, h.source, h.external_id, h.entry_hash, h.version");

const toHit = (row: HitRow): StoredHit => ({
  id: asId<"screening-hit">(row.id) as HitId,
  customerId: asId<"customer">(row.customer_id) as CustomerId,
  state: row.state,
  number: row.number,
  source: row.source,
  externalId: row.external_id,
  entryHash: row.entry_hash,
  version: row.version,
});

/** One hit; undefined when it does not exist or may not be seen. */
export async function findHit(tx: Tx, id: string, options: { lock: boolean }): Promise<StoredHit | undefined> {
  const { rows } = await tx.execute<HitRow>(
    sql`select ${COLUMNS} from screening_hits h where h.id = ${id}::uuid ${options.lock ? sql`for update` : sql``}`,
  );
  return rows[0] && toHit(rows[0]);
}

/** All hits of these customers, dismissed ones included. */
export async function hitsOf(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  customerIds: readonly string[],
): Promise<StoredHit[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await tx.execute<HitRow>(sql`select ${COLUMNS} from screening_hits h
    where h.programme_id = ${actor.programmeId} and h.customer_id = any(${`{${customerIds.join(",")}}`}::uuid[]) order by h.id`);
  return rows.map(toHit);
}

/** Writes a new hit. Undefined where another transaction has written the same one meanwhile. */
export async function insertHit(
  scope: Scope,
  found: { customerId: string; entry: Candidate; matchedOn: readonly MatchedOn[] },
): Promise<StoredHit | undefined> {
  const { tx, actor, now } = scope;
  const { entry } = found;
  const id = scope.newId<"screening-hit">();
  const number = await takeNumber(tx, "list-hit");
  const { rows } =
    await tx.execute<HitRow>(sql`insert into screening_hits as h (id, programme_id, legal_entity_id, clearance, number,
      customer_id, entry_id, source, external_id, entry_hash, matched_on, state, opened_at)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, 'suspicion', ${number}, ${found.customerId}::uuid, ${entry.id}::uuid,
      ${entry.source}, ${entry.externalId}, ${entry.hash}, ${JSON.stringify(found.matchedOn)}::jsonb, 'open', ${now}::timestamptz)
    on conflict (programme_id, customer_id, source, external_id, entry_hash) do nothing returning ${COLUMNS}`);
  return rows[0] && toHit(rows[0]);
}

/** A standing hit whose entry has changed is now about the entry as it is. */
export async function pointAtEntry(tx: Tx, hitId: string, entry: Candidate): Promise<void> {
  await tx.execute(sql`update screening_hits set entry_id = ${entry.id}::uuid, entry_hash = ${entry.hash}, version = version + 1
    where id = ${hitId}::uuid`);
}

/** Writes where a hit stands, with who decided it, why, and his words sealed. */
export async function saveHit(
  tx: Tx,
  hit: Hit,
  by: {
    readonly actor: Pick<Actor, "id">;
    readonly now: string;
    readonly approvalId?: string | null;
    readonly reasonCode?: string | null;
    readonly noteSealed?: Buffer | null;
  },
): Promise<void> {
  const decided = hit.state === "confirmed" || hit.state === "dismissed";
  await tx.execute(sql`update screening_hits set state = ${hit.state},
      decided_by = ${decided ? by.actor.id : null}, decided_at = ${decided ? by.now : null}::timestamptz,
      approval_id = ${by.approvalId ?? null}::uuid, reason_code = ${by.reasonCode ?? null},
      note_sealed = ${by.noteSealed ? sql`${by.noteSealed}` : by.reasonCode ? sql`note_sealed` : sql`null`}, version = version + 1
    where id = ${hit.id}`);
}

/** What a hit stopped and has not let go. */
export async function holdsOf(
  tx: Tx,
  hitId: string,
): Promise<{ measureId: string; accountId: string; state: string }[]> {
  const { rows } = await tx.execute<{ measure_id: string; account_id: string; state: string }>(
    sql`select o.measure_id, o.account_id, m.state from screening_holds o join measures m on m.id = o.measure_id
      where o.hit_id = ${hitId}::uuid order by o.account_id, o.measure_id`,
  );
  return rows.map((row) => ({ measureId: row.measure_id, accountId: row.account_id, state: row.state }));
}

/** Notes that a measure stands for a hit. */
export async function insertHold(
  scope: Scope,
  hold: { hitId: string; measureId: string; accountId: string },
): Promise<void> {
  const { tx, actor, now } = scope;
  await tx.execute(sql`insert into screening_holds (programme_id, legal_entity_id, clearance, hit_id, measure_id, account_id, held_at)
    values (${actor.programmeId}, ${actor.legalEntityId}, 'suspicion', ${hold.hitId}::uuid, ${hold.measureId}::uuid,
      ${hold.accountId}::uuid, ${now}::timestamptz) on conflict do nothing`);
}
