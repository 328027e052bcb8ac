import { sql } from "drizzle-orm";
import type { CheckInput } from "@/domain/kyc/checks/input";
import { SAME_LOOK_BITS } from "@/domain/kyc/reading/look-hash";
import type { Scope } from "@/server/kernel/scope";
import type { StoredDocument, StoredSubmission } from "./store";

type Elsewhere = CheckInput["elsewhere"];

/**
 * What of a submission is found on other customers of the programme: pictures of the same bytes, faces that look the
 * same (`hand-held` alone: papers of one kind all look alike), and other identities on its telephone. Counts only.
 */
export async function countElsewhere(
  scope: Scope,
  submission: StoredSubmission,
  documents: readonly StoredDocument[],
): Promise<Elsewhere> {
  return {
    sameContent: await sameContent(scope, submission, documents),
    sameLook: await sameLook(scope, submission, documents),
    phoneOtherIds: await phoneOtherIds(scope, submission),
  };
}

async function sameContent(
  { tx, actor }: Scope,
  { customerId }: StoredSubmission,
  documents: readonly StoredDocument[],
): Promise<number> {
  const hashes = documents.flatMap(({ contentHash }) => (contentHash === null ? [] : [contentHash]));
  if (hashes.length === 0) return 0;
  const { rows } = await tx.execute<{ n: number }>(sql`select count(distinct customer_id)::int as n from kyc_documents
    where programme_id = ${actor.programmeId} and customer_id <> ${customerId}::uuid
      and content_hash in (${sql.join(
        hashes.map((hash) => sql`${hash}::bytea`),
        sql`, `,
      )})`);
  return rows[0]?.n ?? 0;
}

async function sameLook(
  { tx, actor }: Scope,
  { customerId }: StoredSubmission,
  documents: readonly StoredDocument[],
): Promise<number> {
  const face = documents.find(({ kind, lookHash }) => kind === "hand-held" && lookHash !== null)?.lookHash;
  if (!face) return 0;
  const { rows } = await tx.execute<{ n: number }>(sql`select count(distinct customer_id)::int as n from kyc_documents
    where programme_id = ${actor.programmeId} and kind = 'hand-held' and look_hash is not null
      and customer_id <> ${customerId}::uuid
      and bit_count(('x' || encode(look_hash, 'hex'))::bit(64) # ('x' || encode(${face}::bytea, 'hex'))::bit(64)) <= ${SAME_LOOK_BITS}::int`);
  return rows[0]?.n ?? 0;
}

/** Other numbers than the declared one that stand with the same telephone: declared by others, or on their record. */
async function phoneOtherIds({ tx, actor }: Scope, { customerId, phoneKey, idKey }: StoredSubmission): Promise<number> {
  if (phoneKey === null || idKey === null) return 0;
  const { rows } = await tx.execute<{ n: number }>(sql`with others as (
      select id_key from kyc_submissions where programme_id = ${actor.programmeId} and phone_key = ${phoneKey}::bytea
        and customer_id <> ${customerId}::uuid and status not in ('rejected', 'superseded', 'lapsed')
      union
      select n.value from blind_index p join blind_index n on n.programme_id = p.programme_id and n.subject_id = p.subject_id
        and n.kind = 'id-number'
      where p.programme_id = ${actor.programmeId} and p.kind = 'phone' and p.value = ${phoneKey}::bytea
        and p.subject_type = 'customer' and p.subject_id <> ${customerId}::uuid)
    select count(*)::int as n from others where id_key is not null and id_key <> ${idKey}::bytea`);
  return rows[0]?.n ?? 0;
}
