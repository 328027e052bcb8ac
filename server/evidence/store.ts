import { sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { EvidenceClass, EvidenceKind } from "@/domain/evidence/codes";
import type { Ending, EvidenceFile, EvidenceState } from "@/domain/evidence/model";
import type { Clearance } from "@/domain/permissions";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { eraseKeys } from "@/server/kernel/erasure";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { findSubject } from "./subjects";

/** A file as it is stored. */
export type StoredFile = EvidenceFile & {
  readonly subject: { readonly type: string; readonly id: string };
  readonly customerId: string | null;
  readonly clearance: Clearance;
  readonly retentionClass: EvidenceClass;
  readonly mediaType: string | null;
  readonly sha256: string | null;
  readonly pages: number;
  readonly damagedAt: Instant | null;
};

type Row = {
  id: string;
  subject_type: string;
  subject_id: string;
  customer_id: string | null;
  clearance: Clearance;
  kind: EvidenceKind;
  retention_class: EvidenceClass;
  state: EvidenceState;
  bytes: string;
  media_type: string | null;
  sha256: string | null;
  pages: number;
  uploaded_by: string;
  uploaded_at: string;
  expires_at: string;
  used_at: string | null;
  damaged_at: string | null;
  keep_until: LocalDate | null;
};

type Reading = Pick<Scope, "tx" | "actor">;

/** A file of the programme, locked when asked; undefined when there is none for this actor. */
export async function findFile(
  { tx, actor }: Reading,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredFile | undefined> {
  const { rows } = await tx.execute<Row>(sql`select id, subject_type, subject_id, customer_id, clearance, kind,
      retention_class, state, bytes, media_type, sha256, pages, uploaded_by, uploaded_at, expires_at, used_at, damaged_at, keep_until
    from evidence_files where id = ${id}::uuid and programme_id = ${actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  const row = rows[0];
  return row && toFile(row);
}

function toFile(row: Row): StoredFile {
  return {
    id: row.id,
    subject: { type: row.subject_type, id: row.subject_id },
    customerId: row.customer_id,
    clearance: row.clearance,
    kind: row.kind,
    retentionClass: row.retention_class,
    state: row.state,
    bytes: Number(row.bytes),
    mediaType: row.media_type,
    sha256: row.sha256,
    pages: row.pages,
    uploadedBy: row.uploaded_by,
    uploadedAt: toInstant(row.uploaded_at),
    expiresAt: toInstant(row.expires_at),
    usedAt: toInstantOrNull(row.used_at),
    damagedAt: toInstantOrNull(row.damaged_at),
    keepUntil: row.keep_until,
  };
}

/** A file whose subject the actor may see as well; not found otherwise. */
export async function openFile(scope: Scope, id: string, options: { lock?: boolean } = {}): Promise<StoredFile> {
  const file = (await findFile(scope, id, options)) ?? notFound();
  await findSubject(scope, file.subject);
  return file;
}

/** One object of the store, as it was written. */
export type StoredBlob = {
  readonly id: string;
  readonly storeName: string;
  readonly page: number;
  readonly mediaType: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly bytes: number;
  readonly sha256: string;
};

type BlobRow = {
  id: string;
  store_name: string;
  page: number;
  media_type: string;
  width: number | null;
  height: number | null;
  plain_bytes: string;
  sha256: string | null;
};

/** The written objects of one part of a file, pages in order. */
export async function blobsOf(
  { tx, actor }: Reading,
  fileId: string,
  part: "original" | "page",
): Promise<StoredBlob[]> {
  const { rows } =
    await tx.execute<BlobRow>(sql`select id, store_name, page, media_type, width, height, plain_bytes, sha256
    from evidence_blobs where file_id = ${fileId}::uuid and part = ${part} and written and programme_id = ${actor.programmeId}
    order by page`);
  return rows.map((row) => ({
    id: row.id,
    storeName: row.store_name,
    page: row.page,
    mediaType: row.media_type,
    width: row.width,
    height: row.height,
    bytes: Number(row.plain_bytes),
    sha256: row.sha256 ?? "",
  }));
}

/** Ends a file: the state, why, and when. With `destroyKey` its content and name cannot be read again, wherever they lie. */
export async function endFile(
  scope: Pick<Scope, "tx" | "now" | "actor" | "newId">,
  file: StoredFile,
  end: { state: "refused" | "erased"; code: Ending | string; destroyKey: boolean },
): Promise<void> {
  const { tx, now } = scope;
  await tx.execute(sql`update evidence_files set state = ${end.state}, end_code = ${end.code}, ended_at = ${now}::timestamptz,
      version = version + 1 where id = ${file.id}::uuid`);
  if (end.destroyKey) {
    const { id: subjectId, retentionClass } = file;
    await eraseKeys(scope, { subjectType: "evidence-file", subjectId, retentionClass });
  }
}
