import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Scope } from "@/server/kernel/scope";

/** What lies as evidence with a subject: how many files, and a fingerprint that changes with any of them. */
export type EvidenceFacts = { readonly count: number; readonly digest: string };

type Subject = { readonly type: string; readonly id: string };

/** The evidence a decision about a subject rests on, as it stands: files taken in, by id and content. */
export async function evidenceFacts({ tx, actor }: Scope, subject: Subject): Promise<EvidenceFacts> {
  const { rows } = await tx.execute<{ id: string; sha256: string }>(sql`select id, sha256 from evidence_files
    where subject_type = ${subject.type} and subject_id = ${subject.id}::uuid and programme_id = ${actor.programmeId}
      and state = 'ready' order by id`);
  const digest = createHash("sha256")
    .update(rows.map(({ id, sha256 }) => `${id}:${sha256}`).join("\n"))
    .digest("hex");
  return { count: rows.length, digest };
}

/** Marks the evidence of a subject as used by a decision: from now on nobody takes it back. */
export async function markEvidenceUsed({ tx, actor, now }: Scope, subject: Subject): Promise<void> {
  await tx.execute(sql`update evidence_files set used_at = ${now}::timestamptz, version = version + 1
    where subject_type = ${subject.type} and subject_id = ${subject.id}::uuid and programme_id = ${actor.programmeId}
      and state = 'ready' and used_at is null`);
}
