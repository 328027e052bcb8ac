import { z } from "zod";
import { DISMISSAL_NAMES } from "@/domain/screening/codes";
import { proposeDismissal } from "@/domain/screening/decisions";
import { SCREENING_POLICY } from "@/domain/screening/policy";
import type { ApprovalId } from "@/domain/shared/ids";
import { requestApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { checkNotHeld } from "@/server/worklist/public";
import { DISMISSAL_KIND } from "../dismissal";
import { HIT_ITEM } from "../hold";
import { sealNote } from "../note";
import { findHit, saveHit } from "../store";

/**
 * Proposes that a hit is somebody else, for a coded reason and in words, sealed. The accounts stay stopped until a second
 * person agrees. Refuses a hit that is decided or whose dismissal waits.
 */
export const dismissHit = command({
  name: "screening.hit.dismiss",
  permission: "screening.work",
  input: z.object({
    hitId: z.uuid(),
    reason: z.enum(DISMISSAL_NAMES),
    note: z.string().trim().min(1).max(2000),
  }),
  subject: ({ hitId }) => ({ type: "list-hit", id: hitId }),
  async handle(scope, { hitId, reason, note }) {
    const { tx, actor, now, rules } = scope;
    const hit = (await findHit(tx, hitId, { lock: true })) ?? notFound();
    const free = await checkNotHeld(tx, actor, { kind: HIT_ITEM, subjectId: hitId }, now);
    if (!free.ok) return free;
    const decision = proposeDismissal(hit, reason, rules, now);
    if (!decision.ok) return decision;
    const approvalId: ApprovalId = scope.newId<"approval">();
    const noteSealed = await sealNote(scope, hit, note);
    await saveHit(tx, decision.value, { actor, now, approvalId, reasonCode: reason, noteSealed });
    const opened = await requestApproval(scope, {
      id: approvalId,
      kind: DISMISSAL_KIND,
      subject: { type: "list-hit", id: hitId },
      customerId: hit.customerId,
      accountId: null,
      payload: { hitId, reason, entryHash: hit.entryHash },
      token: null,
      openForHours: SCREENING_POLICY.dismissalHours,
      clearance: "suspicion",
    });
    if (!opened.ok) return opened;
    const entry = {
      kind: "screening.hit.dismiss" as const,
      subject: { type: "list-hit", id: hitId },
      basis: decision.basis,
      data: { number: hit.number, reason, approval: approvalId },
    };
    return committed({
      result: { hitId, approvalId: approvalId as string, approvalNumber: opened.value.number },
      audit: [entry, ...opened.value.audit],
      events: opened.value.events,
    });
  },
});
