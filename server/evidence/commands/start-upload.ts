import { sql } from "drizzle-orm";
import { EVIDENCE_KINDS } from "@/domain/evidence/codes";
import { decideAttach, keepUntil } from "@/domain/evidence/decisions";
import { EVIDENCE_POLICY } from "@/domain/evidence/policy";
import { startUploadInput } from "@/domain/evidence/schema";
import { addDuration, shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";
import { entryOf } from "../entry";
import { keySubject, namePlace } from "../file-keys";
import { findSubject } from "../subjects";

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
 * Announces a file for a subject: gives the id under which its bytes may then be sent, by this person alone and until
 * `expiresAt`. Makes the file's own key. Refuses more or larger files than policy allows.
 */
export const startUpload = command({
  name: "evidence.file.start",
  permission: "evidence.attach",
  input: startUploadInput,
  subject: ({ subject }) => subject,
  async handle(scope, { subject, kind, name, bytes }) {
    const { tx, actor, now, rules, vault, newId } = scope;
    const facts = await findSubject(scope, subject);
    const decision = decideAttach({ name, bytes, ...(await load(scope, subject)) });
    if (!decision.ok) return decision;
    const kept = keepUntil(kind, shanghaiDate(now), rules);
    const id = newId<"evidence-file">();
    const retentionClass = EVIDENCE_KINDS[kind].class;
    const sealed = await vault.seal(keySubject(id, retentionClass), namePlace(id), decision.value.name);
    const expiresAt = addDuration(now, { hours: EVIDENCE_POLICY.uploadHours });
    await tx.execute(sql`insert into evidence_files (id, programme_id, legal_entity_id, clearance, subject_type, subject_id, customer_id,
        kind, retention_class, state, name_sealed, bytes, uploaded_by, uploaded_at, expires_at, keep_until)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${facts.clearance}, ${subject.type}, ${subject.id}, ${facts.customerId},
        ${kind}, ${retentionClass}, 'uploading', ${sealed}, ${bytes}, ${actor.id}, ${now}::timestamptz, ${expiresAt}::timestamptz,
        ${kept.value}::date)`);
    return committed({
      result: { fileId: id as string, expiresAt },
      audit: [
        entryOf("evidence.file.start", { subject, clearance: facts.clearance }, { file: id, kind, bytes }, kept.basis),
      ],
    });
  },
});
