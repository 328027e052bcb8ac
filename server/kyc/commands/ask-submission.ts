import { askSubmission as ask } from "@/domain/kyc/decisions";
import { askInput } from "@/domain/kyc/schema";
import { command, committed } from "@/server/kernel/command";
import { loadCase } from "../case";
import { conclude, decisionData, secondsSince } from "../conclude";
import { openRequest } from "../requests";

/**
 * Asks the customer for papers again: a request with its date is opened, to be answered by another submission. Refuses
 * as `askSubmission` of the domain does: without papers, and without a reason.
 */
export const askSubmission = command({
  name: "kyc.submission.ask",
  permission: "kyc.decide",
  input: askInput,
  subject: ({ submissionId }) => ({ type: "submission", id: submissionId }),
  async handle(scope, { submissionId, version, documents: wanted, reasons: given, note }) {
    const { submission, facts, holding } = await loadCase(scope, submissionId, { lock: true });
    const decision = ask(facts, version, { documents: wanted, reasons: given });
    if (!decision.ok) return decision;
    const { state, documents, reasons } = decision.value;
    const of = { reasons, overridden: [], seconds: secondsSince(scope, holding) };
    const done = await conclude(scope, submission, {
      ...of,
      decision: "ask",
      state,
      approvalId: null,
      note,
      by: scope.actor.id,
      outcomeClass: null,
    });
    if (!done.ok) return done;
    const about = { customerId: submission.customerId, ground: "asked-again" as const, submissionId: submission.id };
    const request = await openRequest(scope, { ...about, documents, reasons });
    return committed({
      result: { id: submission.id, state, version: done.value.version },
      audit: [
        {
          kind: "kyc.submission.ask",
          subject: { type: "submission", id: submission.id },
          data: {
            ...decisionData(submission, of),
            documents: [...documents],
            request: request.number,
            dueOn: request.dueOn,
          },
        },
        request.audit,
      ],
      events: done.value.events,
    });
  },
});
