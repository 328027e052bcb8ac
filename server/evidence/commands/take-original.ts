import type { EvidenceRefusal } from "@/domain/evidence/codes";
import { decideServe } from "@/domain/evidence/decisions";
import { EVIDENCE_POLICY } from "@/domain/evidence/policy";
import { downloadInput } from "@/domain/evidence/schema";
import { refuse } from "@/domain/shared/result";
import { addDuration, epochMilliseconds } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { entryOf } from "../entry";
import { keySubject } from "../file-keys";
import { signLink } from "../link";
import { openFile } from "../store";

/**
 * Lets somebody take the original away, for a reason. What was written about it stays with the entry as an envelope under
 * the file's own key.
 */
export const takeOriginal = command({
  name: "evidence.file.download",
  permission: "evidence.download",
  input: downloadInput,
  storesResult: false,
  subject: ({ fileId }) => ({ type: "evidence-file", id: fileId }),
  async handle(scope, { fileId, reason, note }) {
    const { actor, now, keyRing, vault, newId } = scope;
    const file = await openFile(scope, fileId);
    const decision = decideServe(file);
    if (!decision.ok) return decision;
    if (note.trim() === "") return refuse("evidence.file.note-missing" satisfies EvidenceRefusal, { field: "note" });
    const until = addDuration(now, { minutes: EVIDENCE_POLICY.linkMinutes });
    const claims = { file: fileId, session: actor.sessionId ?? "", programme: actor.programmeId } as const;
    const place = { table: "audit_entries", column: "note", rowId: newId<"note">() };
    const sealed = await vault.seal(keySubject(fileId, file.retentionClass), place, note.trim());
    return committed({
      result: { link: signLink(keyRing, { ...claims, part: "original", until: epochMilliseconds(until) }), until },
      audit: [
        entryOf("evidence.file.download", file, {
          file: fileId,
          reason,
          sha256: file.sha256,
          noteId: place.rowId,
          note: sealed.toString("base64"),
        }),
      ],
    });
  },
});
