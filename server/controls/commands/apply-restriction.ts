import { RESTRICTION_REJECTIONS } from "@/domain/controls/codes";
import { applyRestriction, dropRestriction } from "@/domain/controls/decisions";
import type { DroppedMeasure } from "@/domain/controls/model";
import { decided, type Result } from "@/domain/shared/result";
import { type Effect, registerApprovalKind } from "@/server/approvals/public";
import { markEvidenceUsed } from "@/server/evidence/public";
import type { AuditData, AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { paymentCore } from "../adapters/configured-core";
import { instruct } from "../instruct";
import { takePreview } from "../preview";
import {
  type ControlCase,
  describe,
  insideInputs,
  outsideInputs,
  proposalPayload,
  questionOf,
  subjectOf,
} from "../proposal-facts";
import { saveMeasure } from "../store";

export const RESTRICTION_KIND = "controls.restriction.request";

async function drop(
  scope: Scope,
  proposal: ControlCase,
  as: DroppedMeasure["state"],
  kind: AuditEvent["kind"],
  data: AuditData,
): Promise<Result<Effect>> {
  const { stored } = await subjectOf(scope, proposal.payload, true);
  const dropped = dropRestriction(stored.measure, as);
  if (!dropped.ok) return dropped;
  await saveMeasure(scope.tx, dropped.value);
  const audit = {
    kind,
    subject: { type: "measure", id: dropped.value.id as string },
    data: { number: stored.number, ...data },
  };
  return decided({ audit: [audit], events: [] });
}

/** A second person's yes to a restriction: in the same transaction the measure is instructed and the order queued. */
registerApprovalKind({
  kind: RESTRICTION_KIND,
  permission: "controls.approve",
  rejectionReasons: Object.keys(RESTRICTION_REJECTIONS),
  payload: proposalPayload,
  insideInputs,
  outsideInputs,
  lookOutside: (runtime, caller, { payload }) => takePreview(runtime, paymentCore(), caller, questionOf(payload)),
  describe,

  async apply(scope, { payload }) {
    const { account, stored } = await subjectOf(scope, payload, true);
    const applied = applyRestriction({ measure: stored.measure, now: scope.now, rules: scope.rules });
    if (!applied.ok) return applied;
    const measure = applied.value;
    await saveMeasure(scope.tx, measure);
    await markEvidenceUsed(scope, { type: "measure", id: measure.id });
    const order = await instruct(scope, measure, "restrict", account.currency);
    const audit: AuditEvent = {
      kind: "controls.restriction.apply",
      subject: { type: "measure", id: measure.id },
      basis: applied.basis,
      data: {
        number: stored.number,
        account: account.id,
        scope: measure.scope,
        amountMinor: payload.amountMinor,
        reason: measure.reasonCode,
        instruction: order.id,
        sequence: order.sequence,
      },
    };
    return decided({ audit: [audit], events: [order.event] }, applied.basis);
  },

  reject: (scope, proposal, reason) => drop(scope, proposal, "rejected", "controls.restriction.reject", { reason }),
  void: (scope, proposal, changes) =>
    drop(scope, proposal, "void", "controls.restriction.void", { changed: changes.map(({ key }) => key) }),
  end: (scope, proposal, as) =>
    as === "withdrawn"
      ? drop(scope, proposal, "withdrawn", "controls.restriction.withdraw", {})
      : drop(scope, proposal, "void", "controls.restriction.void", { expired: true }),
});
