import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { destroyKeys } from "@/server/kernel/erasure";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { fileEnded } from "./events";

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

/**
 * Of the files named, those that a decision about a customer may rest on: taken in, his, and open to everybody at the desk.
 * With `mark` they are used from now on, and nobody takes them back.
 */
export async function filesOfCustomer(
  { tx, actor, now }: Scope,
  customerId: string,
  fileIds: readonly string[],
  options: { readonly mark?: boolean } = {},
): Promise<readonly string[]> {
  if (fileIds.length === 0) return [];
  const { rows } = await tx.execute<{ id: string }>(sql`select id from evidence_files
    where id = any(${sql.param([...fileIds])}::uuid[]) and customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId}
      and state = 'ready' and clearance = 'general' order by id`);
  const found = rows.map(({ id }) => id);
  if (options.mark && found.length > 0)
    await tx.execute(sql`update evidence_files set used_at = ${now}::timestamptz, version = version + 1
      where id = any(${sql.param(found)}::uuid[]) and programme_id = ${actor.programmeId} and used_at is null`);
  return found;
}

/** Ends every file of a subject for good: their keys are destroyed here, their bytes by the worker. */
export async function endFiles(
  scope: Scope,
  subject: Subject,
): Promise<{ readonly count: number; readonly events: readonly OutboxEvent[] }> {
  const { tx, actor, now } = scope;
  const { rows } = await tx.execute<{ id: string; of: string }>(sql`update evidence_files set state = 'erased',
      end_code = 'retention', ended_at = ${now}::timestamptz, version = version + 1
    where subject_type = ${subject.type} and subject_id = ${subject.id}::uuid and programme_id = ${actor.programmeId}
      and state <> 'erased' returning id, retention_class as of`);
  await destroyKeys(
    scope,
    rows.map(({ id, of }) => ({ subjectType: "evidence-file", subjectId: id, retentionClass: of })),
  );
  return { count: rows.length, events: rows.map(({ id }) => fileEnded({ fileId: id })) };
}
