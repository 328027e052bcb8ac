import { sendInput } from "@/domain/kyc/intake";
import { refuse } from "@/domain/shared/result";
import { handOver } from "@/server/evidence/public";
import { command, committed } from "@/server/kernel/command";
import { lockGrowing, restand, setFile } from "../documents";
import { toldState } from "../status";

/** The bytes of an announced picture have all come: it waits to be looked at. A second time changes nothing. */
export const receiveDocument = command({
  name: "kyc.document.receive",
  permission: "connections.submissions.write",
  input: sendInput,
  subject: ({ submissionId }) => ({ type: "submission", id: submissionId }),
  async handle(scope, { submissionId, kind, fileId, received }) {
    const found = await lockGrowing(scope, submissionId);
    if (!found.ok) return found;
    const { submission, documents } = found.value;
    const document = documents.find((one) => one.kind === kind && one.fileId === fileId);
    if (!document) return refuse("kyc.document.other-file", { field: "kind" });
    const handed = await handOver(scope, fileId, received);
    if (!handed.ok) return handed;
    const first = document.readState === "missing";
    if (first) await setFile(scope, document.id, fileId, "waiting");
    const stands = (first ? await restand(scope, submission) : undefined) ?? submission;
    const readState = first ? ("waiting" as const) : document.readState;
    return committed({
      result: { kind, readState, state: toldState(stands.state) },
      audit: [
        {
          kind: "kyc.document.attach",
          subject: { type: "submission", id: submission.id },
          data: { number: submission.number, customerId: submission.customerId, document: kind, file: fileId },
        },
        handed.value.audit,
      ],
      events: handed.value.events,
    });
  },
});
