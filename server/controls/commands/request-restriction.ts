import { z } from "zod";
import { RESTRICTION_REASONS, type RestrictionReason } from "@/domain/controls/codes";
import { requestRestriction as decide } from "@/domain/controls/decisions";
import { MEASURE_KINDS, SCOPES } from "@/domain/controls/model";
import { CONTROLS_POLICY } from "@/domain/controls/policy";
import type { ApprovalId, MeasureId } from "@/domain/shared/ids";
import { refuse } from "@/domain/shared/result";
import { instant, localDate } from "@/domain/shared/time";
import { requestApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { takeNumber } from "@/server/kernel/numbers";
import { type ProposalPayload, ruleTexts } from "../proposal-facts";
import { cardsOf, findAccount, insertMeasure, measuresOf } from "../store";
import { RESTRICTION_KIND } from "./apply-restriction";

const reasons = Object.keys(RESTRICTION_REASONS) as [RestrictionReason, ...RestrictionReason[]];

/**
 * Proposes a restriction on own judgement. `amountMinor` is minor units of the account's currency; `note` the maker's
 * grounds in words, sealed; `token` proves the core's dry run (see `controls.preview`). Nothing is told to the core
 * before a second person agrees.
 */
export const requestRestriction = command({
  name: "controls.restriction.request",
  permission: "controls.request",
  input: z.object({
    accountId: z.uuid(),
    kind: z.enum(MEASURE_KINDS).default("restriction"),
    scope: z.enum(SCOPES),
    amountMinor: z.bigint().max(9_223_372_036_854_775_807n).nullable().default(null),
    target: z.string().min(1).max(64).nullable().default(null),
    reasonCode: z.enum(reasons),
    /** The very moment it ends by itself; null without a term. */
    expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
    reviewOn: z.iso.date(),
    note: z.string().trim().min(1).max(2000),
    token: z.string().max(20_000).nullable().default(null),
  }),
  subject: ({ accountId }) => ({ type: "account", id: accountId }),
  async handle(scope, input) {
    const { tx, actor, now, rules } = scope;
    if (!actor.personId) return refuse("approvals.approval.person-required");
    const account = (await findAccount(tx, input.accountId, { lock: true })) ?? notFound();
    const measures = (await measuresOf(tx, account.id, { lock: true })).map(({ measure }) => measure);
    const approvalId: ApprovalId = scope.newId<"approval">();
    const id: MeasureId = scope.newId<"measure">();
    const expiresAt = input.expiresAt === null ? null : instant(input.expiresAt);
    const asked = { ...input, expiresAt, reviewOn: localDate(input.reviewOn) };
    const decision = decide({
      id,
      approvalId,
      account,
      measures,
      cards: await cardsOf(tx, account.customerId),
      asked,
      by: actor.personId,
      now,
      rules,
      policy: CONTROLS_POLICY,
    });
    if (!decision.ok) return decision;
    const measure = decision.value;
    const number = await takeNumber(tx, "measure");
    const subject = { type: "customer", id: account.customerId, retentionClass: "casework" } as const;
    const noteSealed = await scope.vault.seal(
      subject,
      { table: "measures", column: "note_sealed", rowId: id },
      input.note,
    );
    await insertMeasure(tx, actor, { measure, number, noteSealed });
    const payload: ProposalPayload = {
      measureId: id,
      accountId: account.id,
      verb: "restrict",
      scope: measure.scope,
      currency: account.currency,
      amountMinor: measure.amountMinor?.toString() ?? null,
      target: measure.target,
      expiresAt: measure.expiresAt,
      reasonCode: measure.reasonCode,
      reviewOn: measure.reviewOn,
      rules: ruleTexts(decision.basis),
    };
    const opened = await requestApproval(scope, {
      id: approvalId,
      kind: RESTRICTION_KIND,
      subject: { type: "measure", id },
      customerId: account.customerId,
      accountId: account.id,
      payload,
      token: input.token,
      openForHours: CONTROLS_POLICY.proposalHours,
    });
    if (!opened.ok) return opened;
    const entry = {
      kind: "controls.restriction.request" as const,
      subject: { type: "measure", id },
      basis: decision.basis,
      data: {
        number,
        account: account.id,
        scope: measure.scope,
        amountMinor: payload.amountMinor,
        target: payload.target,
        expiresAt: payload.expiresAt,
        reason: measure.reasonCode,
        reviewOn: measure.reviewOn,
        approval: approvalId,
      },
    };
    return committed({
      result: {
        measureId: id,
        number,
        approvalId,
        approvalNumber: opened.value.number,
        expiresAt: opened.value.expiresAt,
      },
      audit: [entry, ...opened.value.audit],
      events: opened.value.events,
    });
  },
});
