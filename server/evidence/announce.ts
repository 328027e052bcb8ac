import { sql } from "drizzle-orm";
import { EVIDENCE_KINDS, type EvidenceKind } from "@/domain/evidence/codes";
import { decideAttach, keepUntil } from "@/domain/evidence/decisions";
import { EVIDENCE_POLICY } from "@/domain/evidence/policy";
import { regimeOf } from "@/domain/shared/regime";
import { decided, type Result } from "@/domain/shared/result";
import { addDuration, type Instant, shanghaiDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { entryOf } from "./entry";
import { keySubject, namePlace } from "./file-keys";
import type { SubjectFacts } from "./subjects";

/** A file that is going to come. */
export type NewFile = {
  readonly subject: { readonly type: string; readonly id: string };
  readonly kind: EvidenceKind;
  readonly name: string;
  readonly bytes: number;
};

/** Counts under a lock on the subject: two uploads that begin together cannot both take the last place. */
async function load({ tx, actor }: Scope, subject: { type: string; id: string }) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('evidence:' || ${subject.id}))`);
  const { rows } = await tx.execute<{ files: number; uploads: number }>(sql`select
      (select count(*)::int from evidence_files where subject_type = ${subject.type} and subject_id = ${subject.id}::uuid
        and programme_id = ${actor.programmeId} and state in ('uploading', 'waiting', 'ready')) as files,
      (select count(*)::int from evidence_files where uploaded_by = ${actor.id}
        and programme_id = ${actor.programmeId} and state = 'uploading') as uploads`);
  return rows[0] ?? { files: 0, uploads: 0 };
}

/**
 * Enters a file that is going to come and makes its own key; gives its id, until when its bytes may come, and the entry
 * for the log. The caller has found that the actor may attach to the subject. Refuses more or larger files than policy
 * allows; how many are under way at once is asked of people alone.
 */
export async function announceFile(
  scope: Scope,
  { subject, kind, name, bytes }: NewFile,
  facts: SubjectFacts,
): Promise<Result<{ readonly fileId: string; readonly expiresAt: Instant; readonly audit: AuditEvent }>> {
  const { tx, actor, now, rules, vault, newId } = scope;
  const held = await load(scope, subject);
  const decision = decideAttach({ name, bytes, files: held.files, uploads: actor.personId ? held.uploads : 0 });
  if (!decision.ok) return decision;
  const kept = keepUntil(kind, regimeOf(actor.programmeId), shanghaiDate(now), rules);
  const id = newId<"evidence-file">();
  const retentionClass = EVIDENCE_KINDS[kind].class;
  const sealed = await vault.seal(keySubject(id, retentionClass), namePlace(id), decision.value.name);
  const expiresAt = addDuration(now, { hours: EVIDENCE_POLICY.uploadHours });
  await tx.execute(sql`insert into evidence_files (id, programme_id, legal_entity_id, clearance, subject_type, subject_id, customer_id,
      kind, retention_class, state, name_sealed, bytes, uploaded_by, uploaded_at, expires_at, keep_until)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${facts.clearance}, ${subject.type}, ${subject.id}, ${facts.customerId},
      ${kind}, ${retentionClass}, 'uploading', ${sealed}, ${bytes}, ${actor.id}, ${now}::timestamptz, ${expiresAt}::timestamptz,
      ${kept.value}::date)`);
  const about = { subject, clearance: facts.clearance };
  const audit = entryOf("evidence.file.start", about, { file: id, kind, bytes }, kept.basis);
  return decided({ fileId: id as string, expiresAt, audit });
}
