import { z } from "zod";
import { PROPOSAL_REJECTIONS } from "@/domain/privacy/codes";
import { settleFee } from "@/domain/privacy/decisions";
import { PRIVACY_POLICY } from "@/domain/privacy/policy";
import { formatDecimal } from "@/domain/shared/money";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { type ProposalCase, registerApprovalKind } from "@/server/approvals/public";
import { both, type SystemEffect } from "@/server/controls/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { describeRequests } from "./describe";
import { tellAbout } from "./ending";
import { requestInputs } from "./refusal-approval";
import { addStep, loadRequest, REQUEST, saveRequest } from "./store";

/** The command that proposes a fee, and the kind of its proposals. */
export const FEE_KIND = "privacy.fee.propose";
const payload = z.strictObject({ requestId: z.uuid(), amountMinor: z.string().regex(/^\d{1,18}$/) });
type Case = ProposalCase<z.output<typeof payload>>;

const sumOf = (minor: string): string => {
  const { feeCurrency: currency } = PRIVACY_POLICY;
  return `${formatDecimal({ minor: BigInt(minor), currency })} ${currency}`;
};

/** Gives a quoted fee up: another may be proposed, or the copy is made without one. One that was settled stays. */
async function dropFee(
  scope: Scope,
  { payload: { requestId }, approvalId }: Case,
  kind: AuditEvent["kind"],
  reason: string | null = null,
): Promise<Result<SystemEffect>> {
  const request = await loadRequest(scope, requestId, { lock: true });
  const data = { number: request.number, approval: approvalId, ...(reason ? { reason } : {}) };
  const effect = { audit: [{ kind, subject: { type: REQUEST, id: requestId }, data }], events: [] };
  if (request.fee?.state !== "quoted") return decided(effect);
  const none = { feeState: null, feeMinor: null, feeCurrency: null, feeBy: null };
  const saved = await saveRequest(scope, request, none);
  if (!saved.ok) return saved;
  await addStep(scope, requestId, "proposal-returned", reason);
  return decided(effect);
}

/** A second person's yes to the cost of a repeated copy: only then the customer hears of it. */
registerApprovalKind({
  kind: FEE_KIND,
  permission: "privacy.approve",
  visibleTo: "privacy.read",
  rejectionReasons: Object.keys(PROPOSAL_REJECTIONS),
  payload,

  async insideInputs(scope, { payload: { requestId } }, { lock }) {
    const request = await loadRequest(scope, requestId, { lock });
    const { state = "none", minor = 0n } = request.fee ?? {};
    const label = "privacy.labels.input.fee";
    const fee = { key: "fee", label, value: sumOf(minor.toString()), version: `${state}/${minor}` };
    return [...(await requestInputs(scope, request)), { ...fee, onChange: "void" as const }];
  },

  async apply(scope, { payload: { requestId, amountMinor }, approvalId }) {
    const request = await loadRequest(scope, requestId, { lock: true });
    if (request.fee === null) return refuse("privacy.fee.not-now", { params: { state: "none" } });
    const moved = settleFee(request.fee, "approved", scope.actor.id);
    if (!moved.ok) return moved;
    const saved = await saveRequest(scope, request, { feeState: "approved" });
    if (!saved.ok) return saved;
    await addStep(scope, requestId, "fee-approved");
    const asks = { amountMinor, currency: PRIVACY_POLICY.feeCurrency };
    const told = await tellAbout(scope, request, "privacy.fee", asks);
    const entry = {
      kind: "privacy.fee.approve" as const,
      subject: { type: REQUEST, id: requestId },
      data: { number: request.number, minor: amountMinor, approval: approvalId },
    };
    return decided(both({ audit: [entry], events: [] }, told));
  },

  reject: (scope, proposal, reason) => dropFee(scope, proposal, "privacy.fee.reject", reason),
  void: (scope, proposal) => dropFee(scope, proposal, "privacy.fee.void"),
  end: (scope, proposal, as) =>
    dropFee(scope, proposal, as === "expired" ? "privacy.fee.expire" : "privacy.fee.withdraw"),

  async brief(scope, { payload: { requestId, amountMinor } }) {
    const { number, type } = await loadRequest(scope, requestId);
    const label = (key: string) => `privacy.labels.brief.${key}`;
    const on = shanghaiDate(scope.now);
    return {
      note: null,
      facts: [
        { label: label("number"), value: number },
        { label: label("type"), value: `privacy.types.${type}`, word: true },
        { label: label("fee"), value: sumOf(amountMinor) },
      ],
      basis: ["mipriv-copy-free-one", "law-netdata-23"].map((id) => scope.rules.ref(id, on)),
      href: `/privacy/${requestId}`,
    };
  },

  describe: describeRequests,
});
