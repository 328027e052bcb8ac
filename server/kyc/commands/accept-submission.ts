import { acceptSubmission as accept } from "@/domain/kyc/decisions";
import { acceptInput } from "@/domain/kyc/schema";
import { command, committed } from "@/server/kernel/command";
import { carryOut } from "../accept";
import { loadCase } from "../case";
import { secondsSince } from "../conclude";

/**
 * Accepts a submission: the class follows, the customer's record is written, a second look is drawn by lot. Refuses as
 * `acceptSubmission` of the domain does, a class that is not reached, and another person's number.
 */
export const acceptSubmission = command({
  name: "kyc.submission.accept",
  permission: "kyc.decide",
  input: acceptInput,
  subject: ({ submissionId }) => ({ type: "submission", id: submissionId }),
  async handle(scope, { submissionId, version, note }) {
    const loaded = await loadCase(scope, submissionId, { lock: true });
    const decision = accept(loaded.facts, version, []);
    if (!decision.ok) return decision;
    const done = await carryOut(scope, loaded, {
      overridden: [],
      approvalId: null,
      note,
      by: scope.actor.id,
      seconds: secondsSince(scope, loaded.holding),
      basis: decision.basis,
    });
    if (!done.ok) return done;
    const { audit, events } = done.value;
    return committed({
      result: { id: loaded.submission.id, state: decision.value.state, version: done.value.version },
      audit,
      events,
    });
  },
});
