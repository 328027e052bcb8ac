import { z } from "zod";
import { PROPOSAL_REJECTIONS } from "@/domain/privacy/codes";
import type { ErasurePlan } from "@/domain/retention/model";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { type ProposalCase, registerApprovalKind } from "@/server/approvals/public";
import { both, type SystemEffect } from "@/server/controls/public";
import { markEvidenceUsed } from "@/server/evidence/public";
import type { Scope } from "@/server/kernel/scope";
import { planErasure } from "@/server/retention/public";
import { carryOutAndAnswer, erasureBasis, purposeOf } from "./carrying-out";
import { beginClosing, openAccounts } from "./closing";
import { describeRequests } from "./describe";
import { giveBack, openNote } from "./proposing";
import { requestInputs } from "./refusal-approval";
import { loadRequest, REQUEST, type StoredRequest } from "./store";

/** The command that proposes a deletion or a closing, and the kind of its proposals. */
export const ERASURE_KIND = "privacy.erasure.propose";
const payload = z.strictObject({
  requestId: z.uuid(),
  customerId: z.uuid(),
  digest: z.string(),
  noteSealed: z.string(),
});
type Case = ProposalCase<z.output<typeof payload>>;

const planOf = (scope: Scope, request: StoredRequest, { payload: { customerId } }: Case): Promise<ErasurePlan> =>
  planErasure(scope, { customerId, purpose: purposeOf(request.type) });

/** Does all that a second person's yes means. Refuses where the plan is no longer the one that was agreed to. */
async function apply(scope: Scope, proposal: Case): Promise<Result<SystemEffect>> {
  const { requestId, customerId, digest } = proposal.payload;
  const request = { ...(await loadRequest(scope, requestId, { lock: true })), customerId };
  const plan = await planOf(scope, request, proposal);
  if (plan.digest !== digest) return refuse("privacy.erasure.plan-changed");
  const basis = erasureBasis(scope, request, plan);
  const done =
    request.type === "closure" && (await openAccounts(scope, customerId)) > 0
      ? await beginClosing(scope, request, { plan, approvalId: proposal.approvalId })
      : await carryOutAndAnswer(scope, request, plan);
  if (!done.ok) return done;
  await markEvidenceUsed(scope, { type: REQUEST, id: requestId });
  const entry = {
    kind: "privacy.erasure.approve" as const,
    subject: { type: REQUEST, id: requestId },
    basis,
    data: { number: request.number, digest, approval: proposal.approvalId },
  };
  return decided(both({ audit: [entry], events: [] }, done.value), basis);
}

/** A second person's yes to a deletion or a closing, by the plan that both saw; another plan voids the proposal. */
registerApprovalKind({
  kind: ERASURE_KIND,
  permission: "privacy.approve",
  visibleTo: "privacy.read",
  rejectionReasons: Object.keys(PROPOSAL_REJECTIONS),
  payload,

  async insideInputs(scope, proposal, { lock }) {
    const request = await loadRequest(scope, proposal.payload.requestId, { lock });
    const plan = await planOf(scope, request, proposal);
    const print = {
      key: "plan",
      label: "privacy.labels.input.plan",
      value: plan.digest.slice(0, 12),
      version: plan.digest,
      onChange: "void" as const,
    };
    return [...(await requestInputs(scope, request)), print];
  },

  apply,
  reject: (scope, { payload: { requestId }, approvalId }, reason) =>
    giveBack(scope, requestId, "privacy.erasure.reject", { approval: approvalId, reason }),
  void: (scope, { payload: { requestId }, approvalId }) =>
    giveBack(scope, requestId, "privacy.erasure.void", { approval: approvalId }),
  end: (scope, { payload: { requestId }, approvalId }, as) =>
    giveBack(scope, requestId, as === "expired" ? "privacy.erasure.expire" : "privacy.erasure.withdraw", {
      approval: approvalId,
    }),

  async brief(scope, proposal) {
    const request = await loadRequest(scope, proposal.payload.requestId);
    const plan = await planOf(scope, request, proposal);
    const label = (key: string) => `privacy.labels.brief.${key}`;
    return {
      note: await openNote(scope, proposal.approvalId, proposal.payload.noteSealed),
      facts: [
        { label: label("number"), value: request.number },
        { label: label("type"), value: `privacy.types.${request.type}`, word: true },
        ...plan.classes.map(({ of, disposition }) => ({
          label: `privacy.classes.${of}`,
          value: `privacy.dispositions.${disposition}`,
          word: true,
        })),
      ],
      basis: plan.classes.flatMap((one) => one.basis),
      href: `/privacy/${request.id}`,
    };
  },

  describe: describeRequests,
});
