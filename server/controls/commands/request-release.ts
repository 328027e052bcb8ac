import { z } from "zod";
import { RELEASE_REASONS, type ReleaseReason } from "@/domain/controls/codes";
import { requestRelease as decide } from "@/domain/controls/decisions";
import { CONTROLS_POLICY } from "@/domain/controls/policy";
import type { ApprovalId } from "@/domain/shared/ids";
import { refuse } from "@/domain/shared/result";
import { requestApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { type ProposalPayload, ruleTexts, subjectOf } from "../proposal-facts";
import { findMeasure, saveMeasure } from "../store";
import { RELEASE_KIND } from "./apply-release";

const reasons = Object.keys(RELEASE_REASONS) as [ReleaseReason, ...ReleaseReason[]];

/**
 * Proposes to end one restriction; the others stay. `version` is the measure's as shown on the screen; `note` the
 * maker's grounds, sealed; `token` proves the core's dry run. Refuses `controls.measure.stale` when it has moved on.
 */
export const requestRelease = command({
  name: "controls.release.request",
  permission: "controls.request",
  input: z.object({
    measureId: z.uuid(),
    version: z.int().positive(),
    reasonCode: z.enum(reasons),
    note: z.string().trim().min(1).max(2000),
    token: z.string().max(20_000).nullable().default(null),
  }),
  subject: ({ measureId }) => ({ type: "measure", id: measureId }),
  async handle(scope, input) {
    const seen = (await findMeasure(scope.tx, input.measureId, { lock: false })) ?? notFound();
    const { account, stored } = await subjectOf(
      scope,
      { accountId: seen.measure.accountId, measureId: input.measureId },
      true,
    );
    if (stored.version !== input.version) return refuse("controls.measure.stale");
    const approvalId: ApprovalId = scope.newId<"approval">();
    const { now, rules } = scope;
    const decision = decide({ measure: stored.measure, approvalId, reasonCode: input.reasonCode, now, rules });
    if (!decision.ok) return decision;
    const measure = decision.value;
    const subject = { type: "customer", id: account.customerId, retentionClass: "casework" } as const;
    const place = { table: "measures", column: "release_note_sealed", rowId: measure.id };
    await saveMeasure(scope.tx, measure, await scope.vault.seal(subject, place, input.note));
    const payload: ProposalPayload = {
      measureId: measure.id,
      accountId: account.id,
      verb: "lift",
      scope: measure.scope,
      currency: account.currency,
      amountMinor: measure.amountMinor?.toString() ?? null,
      target: measure.target,
      expiresAt: measure.expiresAt,
      reasonCode: input.reasonCode,
      reviewOn: measure.reviewOn,
      rules: ruleTexts(decision.basis),
    };
    const opened = await requestApproval(scope, {
      id: approvalId,
      kind: RELEASE_KIND,
      subject: { type: "measure", id: measure.id },
      customerId: account.customerId,
      accountId: account.id,
      payload,
      token: input.token,
      openForHours: CONTROLS_POLICY.proposalHours,
    });
    if (!opened.ok) return opened;
    const entry = {
      kind: "controls.release.request" as const,
      subject: { type: "measure", id: measure.id as string },
      basis: decision.basis,
      data: { number: stored.number, account: account.id, reason: input.reasonCode, approval: approvalId },
    };
    return committed({
      result: {
        measureId: measure.id as string,
        number: stored.number,
        approvalId,
        approvalNumber: opened.value.number,
        expiresAt: opened.value.expiresAt,
      },
      audit: [entry, ...opened.value.audit],
      events: opened.value.events,
    });
  },
});
