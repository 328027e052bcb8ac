import { sql } from "drizzle-orm";
import { z } from "zod";
import type { SnapshotInput } from "@/domain/approvals/model";
import type { AuditKind } from "@/domain/audit-kinds";
import { PUBLISH_REJECTIONS } from "@/domain/consents/codes";
import { publishVersion } from "@/domain/consents/decisions";
import { noticePeriod } from "@/domain/consents/notice-period";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { type Effect, type ProposalCase, type ProposalLine, registerApprovalKind } from "@/server/approvals/public";
import type { Scope } from "@/server/kernel/scope";
import { loadVersion, POLICY_VERSION, type StoredVersion } from "./store";

/** The command that proposes, and the kind of its proposals. */
export const PUBLISH_KIND = "consents.policy.publish";

const publishPayload = z.strictObject({ versionId: z.uuid() });
type Case = ProposalCase<z.output<typeof publishPayload>>;

const input = (key: string, value: string, version = value): SnapshotInput => ({
  key,
  label: `consents.labels.input.${key}`,
  value,
  version,
  onChange: "void",
});

const factsOf = (version: StoredVersion): readonly SnapshotInput[] => [
  input("number", version.number, `${version.state}/${version.version}`),
  input("text", version.textHash.slice(0, 16), version.textHash),
  input("label", version.label),
];

/** Ends a proposal nobody agreed to; the text may be proposed again. */
async function drop(
  scope: Scope,
  { payload, approvalId }: Case,
  kind: Extract<AuditKind, `consents.policy.${string}`>,
  reason?: string,
): Promise<Result<Effect>> {
  const version = await loadVersion(scope, payload.versionId, { lock: true });
  if (version.state === "proposed")
    await scope.tx.execute(
      sql`update policy_versions set state = 'rejected', version = version + 1 where id = ${version.id}::uuid`,
    );
  const data = { number: version.number, approval: approvalId, ...(reason ? { reason } : {}) };
  return decided({ audit: [{ kind, subject: { type: POLICY_VERSION, id: version.id }, data }], events: [] });
}

/** The line of a proposal that concerns no customer. */
const NOBODY: ProposalLine = {
  customerNumber: "",
  customerName: null,
  accountId: null,
  accountNumber: null,
  scope: null,
  reasonCode: null,
};

const label = (key: string) => `consents.labels.brief.${key}`;

/** A second person's yes publishes a version: its full days count from that moment. */
registerApprovalKind({
  kind: PUBLISH_KIND,
  permission: "consents.publish.approve",
  visibleTo: "consents.read",
  rejectionReasons: Object.keys(PUBLISH_REJECTIONS),
  payload: publishPayload,

  insideInputs: async (scope, { payload }, { lock }) => factsOf(await loadVersion(scope, payload.versionId, { lock })),

  async apply(scope, { payload, approvalId }) {
    const { tx, actor, now, rules } = scope;
    const version = await loadVersion(scope, payload.versionId, { lock: true });
    if (version.state !== "proposed") return refuse("consents.policy.not-proposed");
    const decision = publishVersion(version, now, rules);
    if (!decision.ok) return decision;
    const { effectiveAt } = decision.value;
    await tx.execute(sql`update policy_versions set state = 'published', published_at = ${now}::timestamptz,
        effective_at = ${effectiveAt}::timestamptz, agreed_by = ${actor.id}, version = version + 1 where id = ${version.id}::uuid`);
    return decided({
      audit: [
        {
          kind: "consents.policy.approve",
          subject: { type: POLICY_VERSION, id: version.id },
          basis: decision.basis,
          data: {
            number: version.number,
            document: version.document,
            change: version.changeClass,
            text: version.textHash,
            effective: effectiveAt,
            approval: approvalId,
          },
        },
      ],
      events: [],
    });
  },

  reject: (scope, proposal, reason) => drop(scope, proposal, "consents.policy.reject", reason),
  void: (scope, proposal) => drop(scope, proposal, "consents.policy.void"),
  end: (scope, proposal, as) =>
    drop(scope, proposal, as === "expired" ? "consents.policy.expire" : "consents.policy.withdraw"),

  async brief(scope, { payload }) {
    const version = await loadVersion(scope, payload.versionId);
    const period = noticePeriod(version.document, version.changeClass, scope.now, scope.rules);
    return {
      note: null,
      facts: [
        { label: label("document"), value: `consents.documents.${version.document}`, word: true },
        { label: label("label"), value: version.label },
        { label: label("change"), value: `consents.changeClasses.${version.changeClass}`, word: true },
        { label: label("text"), value: version.textHash.slice(0, 16) },
        { label: label("wanted"), value: shanghaiDate(version.wantedAt) },
        { label: label("days"), value: String(period.value.days) },
        ...version.changedPurposes.map((purpose) => ({
          label: label("changed"),
          value: `consents.purposes.${purpose}`,
          word: true,
        })),
      ],
      basis: [...period.basis],
      href: `/consents/policies/${version.id}`,
    };
  },

  // No customer is concerned.
  describe: async (_scope, proposals) => new Map(proposals.map(({ approvalId }) => [approvalId, NOBODY])),
});
