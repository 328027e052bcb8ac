import { RELEASE_REJECTIONS } from "@/domain/controls/codes";
import { applyRelease, dropRelease } from "@/domain/controls/decisions";
import { decided, type Result } from "@/domain/shared/result";
import { type Effect, registerApprovalKind } from "@/server/approvals/public";
import { markEvidenceUsed } from "@/server/evidence/public";
import type { AuditData, AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { paymentCore } from "../adapters/configured-core";
import { liftAwaited } from "../by-system";
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

export const RELEASE_KIND = "controls.release.request";

/**
 * Whatever ended the proposal: the measure stays in force, unless the system waited to lift it. One that has meanwhile
 * ended by itself stays as it is.
 */
async function drop(
  scope: Scope,
  { payload }: ControlCase,
  kind: AuditEvent["kind"],
  data: AuditData,
): Promise<Result<Effect>> {
  const { stored } = await subjectOf(scope, payload, true);
  const overtaken = stored.measure.state === "release-instructed" || stored.measure.state === "released";
  const kept = overtaken ? decided(stored.measure) : dropRelease(stored.measure);
  if (!kept.ok) return kept;
  if (!overtaken) await saveMeasure(scope.tx, kept.value);
  const audit = {
    kind,
    subject: { type: "measure", id: kept.value.id as string },
    data: { number: stored.number, ...data },
  };
  const lift = await liftAwaited(scope, { measure: kept.value, number: stored.number });
  return decided({ audit: [audit, ...lift.audit], events: lift.events });
}

/** A second person's yes to a release: the lift is ordered; the measure holds until the core confirms. */
registerApprovalKind({
  kind: RELEASE_KIND,
  permission: "controls.approve",
  rejectionReasons: Object.keys(RELEASE_REJECTIONS),
  payload: proposalPayload,
  insideInputs,
  outsideInputs,
  lookOutside: (runtime, caller, { payload }) => takePreview(runtime, paymentCore(), caller, questionOf(payload)),
  describe,

  async apply(scope, { payload }) {
    const { account, stored } = await subjectOf(scope, payload, true);
    const applied = applyRelease({ measure: stored.measure, now: scope.now, rules: scope.rules });
    if (!applied.ok) return applied;
    const measure = applied.value;
    await saveMeasure(scope.tx, measure);
    await markEvidenceUsed(scope, { type: "measure", id: measure.id });
    const order = await instruct(scope, measure, "lift", account.currency);
    const audit: AuditEvent = {
      kind: "controls.release.apply",
      subject: { type: "measure", id: measure.id },
      basis: applied.basis,
      data: {
        number: stored.number,
        account: account.id,
        reason: measure.releaseReasonCode,
        instruction: order.id,
        sequence: order.sequence,
      },
    };
    return decided({ audit: [audit], events: [order.event] }, applied.basis);
  },

  reject: (scope, proposal, reason) => drop(scope, proposal, "controls.release.reject", { reason }),
  void: (scope, proposal, changes) =>
    drop(scope, proposal, "controls.release.void", { changed: changes.map(({ key }) => key) }),
  end: (scope, proposal, as) =>
    as === "withdrawn"
      ? drop(scope, proposal, "controls.release.withdraw", {})
      : drop(scope, proposal, "controls.release.void", { expired: true }),
});
