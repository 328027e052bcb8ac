import { recheckInput } from "@/domain/kyc/inputs";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { closeItems, holdingOf } from "@/server/worklist/public";
import { RECHECK_ITEM } from "../case";
import { openRequest } from "../requests";
import { loadSubmission } from "../store";

/**
 * Ends the recheck that a disagreement opened, by who has it: the acceptance stands, or the customer is asked for papers,
 * whose answer is a submission of its own. Refuses where no recheck is open or it is not taken, and asking for nothing
 * or without a reason.
 */
export const closeRecheck = command({
  name: "kyc.recheck.close",
  permission: "kyc.decide",
  input: recheckInput,
  subject: ({ submissionId }) => ({ type: "submission", id: submissionId }),
  async handle(scope, { submissionId, end, documents, reasons }) {
    const { tx, actor, now } = scope;
    const submission = (await loadSubmission(scope, submissionId, { lock: true })) ?? notFound();
    const which = { kind: RECHECK_ITEM, subjectId: submission.id, lock: true };
    const holding = await holdingOf(tx, actor, which, now);
    if (!holding) return refuse("kyc.recheck.none");
    if (holding.holderId === null || holding.holderId !== actor.personId) return refuse("kyc.submission.not-yours");
    if (end === "papers-asked" && documents.length === 0)
      return refuse("kyc.submission.documents-missing", { field: "documents" });
    if (end === "papers-asked" && reasons.length === 0)
      return refuse("kyc.submission.reason-missing", { field: "reasons" });
    const { number, customerId } = submission;
    const about = { customerId, ground: "asked-again" as const, submissionId: submission.id };
    const request = end === "papers-asked" ? await openRequest(scope, { ...about, documents, reasons }) : null;
    await closeItems(tx, actor, { kind: RECHECK_ITEM, subjectIds: [submission.id] }, now);
    return committed({
      result: { id: submission.id, end },
      audit: [
        {
          kind: "kyc.recheck.close",
          subject: { type: "submission", id: submission.id },
          data: { number, customerId, end, request: request?.number ?? null },
        },
        ...(request ? [request.audit] : []),
      ],
    });
  },
});
