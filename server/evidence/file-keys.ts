import { sql } from "drizzle-orm";
import type { EvidenceClass } from "@/domain/evidence/codes";
import { restrictedAmong } from "@/server/kernel/restricted";
import type { Scope } from "@/server/kernel/scope";

/** Where a file's name is sealed. */
export const namePlace = (fileId: string) =>
  ({ table: "evidence_files", column: "name_sealed", rowId: fileId }) as const;

/** Whose key seals a file: the file itself is the subject, so that it can be erased alone. */
export const keySubject = (fileId: string, retentionClass: EvidenceClass) =>
  ({ type: "evidence-file", id: fileId, retentionClass }) as const;

type KeyRow = { id: string; wrapped: Buffer };

/**
 * The data key of a file's content; null when it was destroyed, or may only be stored. Never kept: what is erased cannot be read from that
 * moment on.
 */
export async function fileKey(
  { tx, actor, keyRing }: Pick<Scope, "tx" | "actor" | "keyRing">,
  file: { readonly id: string; readonly retentionClass: EvidenceClass },
): Promise<Buffer | null> {
  const { rows } = await tx.execute<KeyRow>(sql`select id, wrapped from subject_keys
    where subject_id = ${file.id}::uuid and subject_type = 'evidence-file' and retention_class = ${file.retentionClass}
      and programme_id = ${actor.programmeId}`);
  const row = rows[0];
  if (!row || (await restrictedAmong(tx, actor, [{ type: "evidence-file", id: file.id }])).has(file.id)) return null;
  return keyRing.unwrap(row.wrapped, { keyId: row.id, subjectId: file.id, retentionClass: file.retentionClass });
}
