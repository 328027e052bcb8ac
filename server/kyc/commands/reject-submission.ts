import { REJECT_REASONS } from "@/domain/kyc/codes";
import { rejectSubmission as reject } from "@/domain/kyc/decisions";
import { rejectInput } from "@/domain/kyc/schema";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { loadCase } from "../case";
import { conclude, decisionData, secondsSince } from "../conclude";

/**
 * Rejects a submission for coded reasons, which the customer is told. Refuses as `rejectSubmission` of the domain does:
 * without a reason nothing is rejected.
 */
export const rejectSubmission = command({
  name: "kyc.submission.reject",
  permission: "kyc.decide",
  input: rejectInput,
  subject: ({ submissionId }) => ({ type: "submission", id: submissionId }),
  async handle(scope, { submissionId, version, reasons: given, note }) {
    const { submission, facts, holding } = await loadCase(scope, submissionId, { lock: true });
    const decision = reject(facts, version, given);
    if (!decision.ok) return decision;
    const { state, reasons } = decision.value;
    const of = { reasons, overridden: [], seconds: secondsSince(scope, holding) };
    const done = await conclude(scope, submission, {
      ...of,
      decision: "reject",
      state,
      approvalId: null,
      note,
      by: scope.actor.id,
      outcomeClass: null,
    });
    if (!done.ok) return done;
    const on = shanghaiDate(scope.now);
    const rules = [...new Set(reasons.flatMap((reason) => REJECT_REASONS[reason]))];
    return committed({
      result: { id: submission.id, state, version: done.value.version },
      audit: [
        {
          kind: "kyc.submission.reject",
          subject: { type: "submission", id: submission.id },
          basis: rules.map((id) => scope.rules.ref(id, on)),
          data: decisionData(submission, of),
        },
      ],
      events: done.value.events,
    });
  },
});
