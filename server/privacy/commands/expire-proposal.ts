import { z } from "zod";
import { endProposal, findApproval } from "@/server/approvals/public";
import { command } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { ERASURE_KIND } from "../erasure-approval";
import { FEE_KIND } from "../fee-approval";
import { REFUSAL_KIND } from "../refusal-approval";
import { settled } from "../settled";

/** Ends a proposal about a request that nobody decided in time. Refuses one in time, or ended. */
export const expireProposal = command({
  name: "privacy.proposals.expire",
  permission: "approvals.expire",
  input: z.object({ approvalId: z.uuid() }),
  subject: ({ approvalId }) => ({ type: "approval", id: approvalId }),
  async handle(scope, { approvalId }) {
    const kind = (await findApproval(scope.tx, approvalId))?.approval.kind;
    if (kind !== REFUSAL_KIND && kind !== ERASURE_KIND && kind !== FEE_KIND) return notFound();
    const ended = await endProposal(scope, approvalId, "expired");
    return ended.ok ? settled(ended.value, { approvalId }) : ended;
  },
});
