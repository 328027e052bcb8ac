import { z } from "zod";
import type { SnapshotInput } from "@/domain/approvals/model";
import { mask } from "@/domain/customers/masking";
import { EXEMPTION_REJECTIONS, EXEMPTION_RULE, EXEMPTIONS } from "@/domain/reports/codes";
import { exemptCandidate } from "@/domain/reports/decisions";
import { formatDecimal } from "@/domain/shared/money";
import { decided, type Result } from "@/domain/shared/result";
import { type Effect, type ProposalCase, type ProposalLine, registerApprovalKind } from "@/server/approvals/public";
import { cancelClocks } from "@/server/clocks/public";
import type { AuditData, AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { closeItems } from "@/server/worklist/public";
import { exemptionLines, exemptionNote } from "./exemption-facts";
import { LARGE_VALUE } from "./recompute";
import { findCandidate, type LockedCandidate, lockCandidate, setExempt } from "./store";

/** The command that proposes, and the kind of its proposals. */
export const EXEMPTION_KIND = "reports.exemption.request";

/** What a proposal pins: the candidate as shown and the kind of the law's list. */
export const exemptionPayload = z.strictObject({
  candidateId: z.uuid(),
  version: z.number().int(),
  exemption: z.enum(EXEMPTIONS),
  sum: z.string(),
  count: z.number().int(),
});
type Case = ProposalCase<z.output<typeof exemptionPayload>>;

/** The sum of a candidate as one text: yuan, and dollars where there are any. */
export function sumText({ cnySum, usdSum }: Pick<LockedCandidate, "cnySum" | "usdSum">): string {
  const yuan = `${formatDecimal({ minor: BigInt(cnySum), currency: "CNY" })} CNY`;
  return usdSum === null ? yuan : `${yuan} / ${formatDecimal({ minor: BigInt(usdSum), currency: "USD" })} USD`;
}

const load = ({ tx, actor }: Scope, id: string, lock: boolean) =>
  (lock ? lockCandidate : findCandidate)(tx, actor.programmeId, id);

/** Whatever ends the proposal: the candidate stays as it is, and the term to report has gone on running. */
function leave({ payload }: Case, kind: AuditEvent["kind"], data: AuditData): Result<Effect> {
  const subject = { type: LARGE_VALUE, id: payload.candidateId };
  return decided({ audit: [{ kind, subject, data: { exemption: payload.exemption, ...data } }], events: [] });
}

/** A second person's yes to an exemption: no report is owed, its work and its term end. A changed sum voids the proposal. */
registerApprovalKind({
  kind: EXEMPTION_KIND,
  permission: "reports.exemption.approve",
  visibleTo: "reports.large-value.read",
  rejectionReasons: [...EXEMPTION_REJECTIONS],
  payload: exemptionPayload,

  async insideInputs(scope, { payload }, { lock }) {
    const candidate = await load(scope, payload.candidateId, lock);
    const rule = scope.rules.ref(EXEMPTION_RULE, candidate.businessDate);
    const input = (key: string, value: string, version: string): SnapshotInput => ({
      key,
      label: `reports.labels.input.${key}`,
      value,
      version,
      onChange: "void",
    });
    return [
      input("sum", sumText(candidate), `${candidate.version}/${candidate.state}/${candidate.final}`),
      input("transactions", String(candidate.transactionCount), String(candidate.version)),
      input("exemption-rule", `${rule.ruleId}@${rule.version}`, String(rule.version)),
    ];
  },

  async apply(scope, { approvalId, payload }) {
    const { tx, actor, now } = scope;
    const candidate = await load(scope, payload.candidateId, true);
    const exempt = exemptCandidate(candidate, payload.version, scope);
    if (!exempt.ok) return exempt;
    await setExempt(tx, candidate.id, { exemption: payload.exemption, approvalId, now });
    await closeItems(tx, actor, { kind: LARGE_VALUE, subjectIds: [candidate.id], as: "done" }, now);
    await cancelClocks(tx, actor, { subjectType: LARGE_VALUE, subjectIds: [candidate.id] }, now);
    const audit: AuditEvent = {
      kind: "reports.exemption.apply",
      subject: { type: LARGE_VALUE, id: candidate.id },
      basis: exempt.basis,
      data: {
        number: candidate.number,
        exemption: payload.exemption,
        cnySum: candidate.cnySum,
        usdSum: candidate.usdSum,
        approval: approvalId,
        version: candidate.version,
      },
    };
    return decided({ audit: [audit], events: [] }, exempt.basis);
  },

  reject: async (_, proposal, reason) => leave(proposal, "reports.exemption.reject", { reason }),
  void: async (_, proposal, changes) =>
    leave(proposal, "reports.exemption.void", { changed: changes.map(({ key }) => key) }),
  end: async (_, proposal, as) => leave(proposal, "reports.exemption.void", { ended: as }),

  async brief(scope, { payload }) {
    const candidate = await load(scope, payload.candidateId, false);
    const label = (key: string) => `reports.labels.brief.${key}`;
    return {
      note: await exemptionNote(scope, candidate),
      facts: [
        { label: label("exemption"), value: `reports.labels.exemptions.${payload.exemption}`, word: true },
        { label: label("number"), value: candidate.number },
        { label: label("date"), value: candidate.businessDate },
        { label: label("sum"), value: payload.sum },
        { label: label("count"), value: String(payload.count) },
      ],
      basis: [scope.rules.ref(EXEMPTION_RULE, candidate.businessDate), candidate.rule],
      href: `/reports/large-value/${candidate.id}`,
    };
  },

  async describe(scope, proposals) {
    const found = await exemptionLines(scope, proposals);
    return new Map(
      proposals.flatMap(({ approvalId, payload }) => {
        const line = found.get(payload.candidateId);
        if (!line) return [];
        const name = line.name === null ? null : (mask("name", line.name) ?? null);
        const shown: ProposalLine = {
          customerNumber: line.number,
          customerName: name,
          accountId: null,
          accountNumber: null,
          scope: null,
          reasonCode: null,
        };
        return [[approvalId, shown] as const];
      }),
    );
  },
});
