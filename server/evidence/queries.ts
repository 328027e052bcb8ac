import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import type { EvidenceKind } from "@/domain/evidence/codes";
import type { EvidenceState } from "@/domain/evidence/model";
import { EVIDENCE_POLICY } from "@/domain/evidence/policy";
import { evidenceFileOut, evidenceSubject } from "@/domain/evidence/schema";
import { query } from "@/server/kernel/query";
import { namePlace } from "./file-keys";
import { findSubject } from "./subjects";

type Row = {
  id: string;
  kind: EvidenceKind;
  state: EvidenceState;
  name_sealed: Buffer;
  bytes: string;
  pages: number;
  media_type: string | null;
  sha256: string | null;
  end_code: string | null;
  uploaded_by: string;
  uploaded_at: string;
  name_zh: string | null;
  name_en: string | null;
  used: boolean;
  damaged: boolean;
  keep_until: string | null;
};

const MOST = 300;

/** The files of a subject, oldest first; who may see the subject sees that they are there. */
export const filesOfSubject = query({
  name: "evidence.file.list",
  permission: "evidence.read",
  clearance: "general",
  input: z.strictObject({ subject: evidenceSubject }),
  output: z.object({
    files: z.array(evidenceFileOut),
    mayAttach: z.boolean(),
    mayDownload: z.boolean(),
    maxBytes: z.number(),
    maxFiles: z.number(),
  }),
  async resolve(scope, { subject }) {
    const { tx, actor, vault } = scope;
    await findSubject(scope, subject);
    const { rows } =
      await tx.execute<Row>(sql`select f.id, f.kind, f.state, f.name_sealed, f.bytes, f.pages, f.media_type, f.sha256,
        f.end_code, f.uploaded_by, f.uploaded_at, p.name_zh, p.name_en, f.used_at is not null as used,
        f.damaged_at is not null as damaged, f.keep_until
      from evidence_files f left join people p on 'person:' || p.id = f.uploaded_by
      where f.subject_type = ${subject.type} and f.subject_id = ${subject.id}::uuid and f.programme_id = ${actor.programmeId}
        and not (f.state = 'erased' and f.end_code = 'expired')
      order by f.uploaded_at, f.id limit ${MOST}`);
    const names = await vault.openAll(
      rows.map((row) => ({ place: namePlace(row.id), sealed: row.state === "erased" ? null : row.name_sealed })),
    );
    const mayAttach = actor.permissions.has("evidence.attach");
    return {
      files: rows.map((row, at) => {
        const mine = row.uploaded_by === actor.id;
        return {
          id: row.id,
          kind: row.kind,
          state: row.state,
          name: names[at] ?? null,
          bytes: Number(row.bytes),
          pages: row.pages,
          mediaType: row.media_type,
          sha256: row.sha256,
          endCode: row.end_code,
          uploadedAt: toInstant(row.uploaded_at),
          uploaderZh: row.name_zh ?? "",
          uploaderEn: row.name_en ?? "",
          used: row.used,
          damaged: row.damaged,
          keepUntil: row.keep_until,
          mayResume: mine && row.state === "uploading",
          mayDiscard: mine && mayAttach && row.state !== "erased" && !row.used,
        };
      }),
      mayAttach,
      mayDownload: actor.permissions.has("evidence.download"),
      maxBytes: EVIDENCE_POLICY.maxBytes,
      maxFiles: EVIDENCE_POLICY.maxFiles,
    };
  },
});
