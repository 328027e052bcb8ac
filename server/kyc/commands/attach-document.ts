import { attachInput } from "@/domain/kyc/intake";
import { refuse } from "@/domain/shared/result";
import { dropAnnounced, fileFacts } from "@/server/evidence/public";
import { command, committed } from "@/server/kernel/command";
import { lockGrowing, placeFor, restand, setFile } from "../documents";
import { arrived } from "../events";

/**
 * Says that a file of the submission's evidence is the picture of an announced kind. Refuses a file of something else,
 * one that was not taken, one that is a picture already, and a second picture while the first stands.
 */
export const attachDocument = command({
  name: "kyc.document.attach",
  permission: "kyc.submit",
  input: attachInput,
  subject: ({ submissionId }) => ({ type: "submission", id: submissionId }),
  async handle(scope, { submissionId, kind, fileId }) {
    const found = await lockGrowing(scope, submissionId);
    if (!found.ok) return found;
    const { submission, documents } = found.value;
    const place = placeFor(documents, kind);
    if (!place.ok) return place;
    const file = await fileFacts(scope, fileId);
    const own = file?.subject.type === "submission" && file.subject.id === submission.id;
    if (!file || !own || documents.some((one) => one.fileId === fileId))
      return refuse("kyc.document.other-file", { field: "fileId" });
    if (file.state !== "waiting" && file.state !== "ready")
      return refuse("kyc.document.file-gone", { field: "fileId", params: { state: file.state } });
    const before = place.value.fileId;
    const dropped = before && place.value.readState === "missing" ? await dropAnnounced(scope, before) : null;
    await setFile(scope, place.value.id, fileId, "waiting");
    const stands = (await restand(scope, submission)) ?? submission;
    return committed({
      result: { id: place.value.id, state: stands.state, version: stands.version },
      audit: [
        {
          kind: "kyc.document.attach",
          subject: { type: "submission", id: submission.id },
          data: { number: submission.number, customerId: submission.customerId, document: kind, file: fileId },
        },
        ...(dropped ? [dropped.audit] : []),
      ],
      // A file that is still looked at tells by itself when it is taken.
      events: [...(file.state === "ready" ? [arrived(submission.id)] : []), ...(dropped?.events ?? [])],
    });
  },
});
