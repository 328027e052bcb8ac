import { OVERRIDE_REASONS } from "@/domain/kyc/codes";
import { proposeOverride } from "@/domain/kyc/decisions";
import { KYC_POLICY } from "@/domain/kyc/policy";
import { overrideInput } from "@/domain/kyc/schema";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { requestApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { closeItems } from "@/server/worklist/public";
import { acceptable } from "../accept";
import { KYC_ITEM, loadCase } from "../case";
import { secondsSince } from "../conclude";
import { OVERRIDE_KIND, sealNote } from "../overrides";
import { saveSubmission } from "../store";

/**
 * Proposes to accept a submission against the checks that failed; a second person agrees or not, and until then it is
 * off the bench. Refuses as `proposeOverride` of the domain does, and what an acceptance would be refused for anyway.
 */
export const requestOverride = command({
  name: OVERRIDE_KIND,
  permission: "kyc.decide",
  input: overrideInput,
  subject: ({ submissionId }) => ({ type: "submission", id: submissionId }),
  async handle(scope, { submissionId, version, checks, reason, note }) {
    const { tx, actor, now } = scope;
    const { submission, facts, holding } = await loadCase(scope, submissionId, { lock: true });
    const proposed = proposeOverride(facts, version, checks);
    if (!proposed.ok) return proposed;
    const outcome = await acceptable(scope, submission, proposed.value.checks);
    if (!outcome.ok) return outcome;
    const next = await saveSubmission(scope, submission, { state: proposed.value.state });
    if (next === undefined) return refuse("kyc.submission.stale");
    await closeItems(tx, actor, { kind: KYC_ITEM, subjectIds: [submission.id] }, now);
    const id = scope.newId<"approval">();
    const opened = await requestApproval(scope, {
      id,
      kind: OVERRIDE_KIND,
      subject: { type: "submission", id: submission.id },
      customerId: submission.customerId,
      accountId: null,
      payload: {
        submissionId: submission.id,
        checkRun: submission.checkRun,
        checks: proposed.value.checks,
        reason,
        noteSealed: await sealNote(scope, id, submission.customerId, note),
        by: actor.id,
        seconds: secondsSince(scope, holding),
      },
      token: null,
      openForHours: KYC_POLICY.overrideHours,
    });
    if (!opened.ok) return opened;
    const on = shanghaiDate(now);
    return committed({
      result: { id: submission.id, state: proposed.value.state, version: next },
      audit: [
        {
          kind: OVERRIDE_KIND,
          subject: { type: "submission", id: submission.id },
          basis: [...proposed.basis, ...OVERRIDE_REASONS[reason].map((rule) => scope.rules.ref(rule, on))],
          data: {
            number: submission.number,
            checks: [...proposed.value.checks],
            reason,
            checkRun: submission.checkRun,
            approval: opened.value.number,
          },
        },
        ...opened.value.audit,
      ],
      events: opened.value.events,
    });
  },
});
