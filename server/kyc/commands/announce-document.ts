import { announceInput } from "@/domain/kyc/intake";
import { announceFile, dropAnnounced, fileFacts } from "@/server/evidence/public";
import { command, committed } from "@/server/kernel/command";
import { lockGrowing, placeFor, setFile } from "../documents";

/**
 * Another system is about to send the picture of an announced kind: gives the file under which its bytes go. Called
 * again before they have come it gives the same file, or another for another length. Refuses what `attach` refuses.
 */
export const announceDocument = command({
  name: "kyc.document.announce",
  permission: "connections.submissions.write",
  input: announceInput,
  subject: ({ submissionId }) => ({ type: "submission", id: submissionId }),
  async handle(scope, { submissionId, kind, bytes }) {
    const found = await lockGrowing(scope, submissionId);
    if (!found.ok) return found;
    const { submission, documents } = found.value;
    const place = placeFor(documents, kind);
    if (!place.ok) return place;
    const before = place.value.readState === "missing" ? place.value.fileId : null;
    const waiting = before === null ? undefined : await fileFacts(scope, before);
    const about = { type: "submission", id: submission.id };
    const data = { number: submission.number, customerId: submission.customerId, document: kind, bytes };
    const entry = { kind: "kyc.document.announce", subject: about, data } as const;
    if (
      before !== null &&
      waiting?.state === "uploading" &&
      waiting.bytes === bytes &&
      waiting.uploadedBy === scope.actor.id
    )
      return committed({ result: { fileId: before }, audit: [entry] });
    const dropped = before === null ? null : await dropAnnounced(scope, before);
    const file = { subject: about, kind: "identity-proof", name: kind, bytes } as const;
    const announced = await announceFile(scope, file, { customerId: submission.customerId, clearance: "general" });
    if (!announced.ok) return announced;
    const { fileId, audit } = announced.value;
    await setFile(scope, place.value.id, fileId, "missing");
    return committed({
      result: { fileId },
      audit: [entry, audit, ...(dropped ? [dropped.audit] : [])],
      events: dropped?.events ?? [],
    });
  },
});
