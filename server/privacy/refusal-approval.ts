import { z } from "zod";
import type { SnapshotInput } from "@/domain/approvals/model";
import { PROPOSAL_REJECTIONS, REFUSAL_GROUND_NAMES } from "@/domain/privacy/codes";
import { refuseRequest } from "@/domain/privacy/decisions";
import { decided } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { type ProposalCase, registerApprovalKind } from "@/server/approvals/public";
import { toldRemains } from "@/server/closures/public";
import { evidenceFacts, markEvidenceUsed } from "@/server/evidence/public";
import type { Scope } from "@/server/kernel/scope";
import { closingStuck } from "./closing";
import { describeRequests } from "./describe";
import { endAnswered } from "./ending";
import { giveBack, openNote } from "./proposing";
import { loadRequest, REQUEST, type StoredRequest } from "./store";

/** The command that proposes a refusal, and the kind of its proposals. */
export const REFUSAL_KIND = "privacy.refusal.propose";

const payload = z.strictObject({
  requestId: z.uuid(),
  ground: z.enum(REFUSAL_GROUND_NAMES),
  noteSealed: z.string(),
});
type Case = ProposalCase<z.output<typeof payload>>;

/** What every proposal about a request rests on: where it stands, and its papers. */
export async function requestInputs(scope: Scope, request: StoredRequest): Promise<readonly SnapshotInput[]> {
  const evidence = await evidenceFacts(scope, { type: REQUEST, id: request.id });
  const input = (key: string, value: string, version: string): SnapshotInput => ({
    key,
    label: `privacy.labels.input.${key}`,
    value,
    version,
    onChange: "void",
  });
  return [
    input("state", request.number, request.state),
    input("evidence", `${evidence.count} · ${evidence.digest.slice(0, 12)}`, evidence.digest),
  ];
}

const weigh = (scope: Scope, request: StoredRequest, { payload: { ground } }: Case) =>
  refuseRequest({ ...request, proven: request.verifiedAt !== null }, ground, scope.rules, shanghaiDate(scope.now));

/** A second person's yes to a refusal: the request is answered by the letter that says ground, law and remedies. */
registerApprovalKind({
  kind: REFUSAL_KIND,
  permission: "privacy.approve",
  visibleTo: "privacy.read",
  rejectionReasons: Object.keys(PROPOSAL_REJECTIONS),
  payload,

  async insideInputs(scope, { payload: { requestId, ground } }, { lock }) {
    const request = await loadRequest(scope, requestId, { lock });
    const inputs = await requestInputs(scope, request);
    if (ground !== "closing-conditions") return inputs;
    const stuck = await closingStuck(scope, request);
    const label = "privacy.labels.input.accounts";
    return [...inputs, { key: "accounts", label, value: request.number, version: String(stuck), onChange: "void" }];
  },

  async apply(scope, proposal) {
    const { requestId, ground } = proposal.payload;
    const request = await loadRequest(scope, requestId, { lock: true });
    const weighed = weigh(scope, request, proposal);
    if (!weighed.ok) return weighed;
    const { told, complaint } = weighed.value;
    const remains = await toldRemains(scope, { type: REQUEST, id: requestId });
    const lines = ground === "closing-conditions" ? remains.map((of) => ({ of, as: "remains" })) : [];
    const ended = await endAnswered(scope, request, {
      outcome: "refused",
      template: "privacy.refused",
      params: { ground: told, remedy: complaint, ...(lines.length > 0 ? { lines } : {}) },
      ground,
      basis: weighed.basis,
    });
    if (!ended.ok) return ended;
    await markEvidenceUsed(scope, { type: REQUEST, id: requestId });
    const entry = {
      kind: "privacy.refusal.approve" as const,
      subject: { type: REQUEST, id: requestId },
      basis: weighed.basis,
      data: { number: request.number, ground, approval: proposal.approvalId },
    };
    return decided({ audit: [entry, ...ended.value.audit], events: ended.value.events }, weighed.basis);
  },

  reject: (scope, { payload: { requestId }, approvalId }, reason) =>
    giveBack(scope, requestId, "privacy.refusal.reject", { approval: approvalId, reason }),
  void: (scope, { payload: { requestId }, approvalId }) =>
    giveBack(scope, requestId, "privacy.refusal.void", { approval: approvalId }),
  end: (scope, { payload: { requestId }, approvalId }, as) =>
    giveBack(scope, requestId, as === "expired" ? "privacy.refusal.expire" : "privacy.refusal.withdraw", {
      approval: approvalId,
    }),

  async brief(scope, proposal) {
    const request = await loadRequest(scope, proposal.payload.requestId);
    const weighed = weigh(scope, request, proposal);
    const label = (key: string) => `privacy.labels.brief.${key}`;
    const { ground, noteSealed } = proposal.payload;
    return {
      note: await openNote(scope, proposal.approvalId, noteSealed),
      facts: [
        { label: label("number"), value: request.number },
        { label: label("type"), value: `privacy.types.${request.type}`, word: true },
        { label: label("document"), value: `privacy.documents.${request.document}`, word: true },
        { label: label("ground"), value: `privacy.grounds.${ground}`, word: true },
      ],
      basis: weighed.basis,
      href: `/privacy/${request.id}`,
    };
  },

  describe: describeRequests,
});
