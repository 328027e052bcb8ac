import { sql } from "drizzle-orm";
import { z } from "zod";
import type { SnapshotInput } from "@/domain/approvals/model";
import type { AuditKind } from "@/domain/audit-kinds";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { PARTNER_REJECTIONS } from "@/domain/sharing/codes";
import { allowPartner } from "@/domain/sharing/decisions";
import { type Effect, type ProposalCase, type ProposalLine, registerApprovalKind } from "@/server/approvals/public";
import type { Scope } from "@/server/kernel/scope";
import { mustBeAssessed, unassessed } from "./assessed";
import { loadPartner, PARTNER, type StoredPartner, savePartner } from "./store";

/** The command that proposes, and the kind of its proposals. */
export const PARTNER_KIND = "sharing.partner.propose";

const partnerPayload = z.strictObject({ partnerId: z.uuid() });
type Case = ProposalCase<z.output<typeof partnerPayload>>;

const input = (key: string, value: string, version = value): SnapshotInput => ({
  key,
  label: `sharing.labels.input.${key}`,
  value,
  version,
  onChange: "void",
});

/** What a partner's use rests on: its row as it stands, and that everything is assessed. */
async function factsOf(scope: Scope, partner: StoredPartner): Promise<readonly SnapshotInput[]> {
  const open = await unassessed(scope, partner);
  return [
    input("partner", partner.number, `${partner.state}/${partner.version}`),
    input("fields", String(partner.fields.length), partner.fields.join(" ")),
    input("assessed", String(open.length), open.join(" ")),
  ];
}

/** Gives a partner back as a draft. */
async function giveBack(
  scope: Scope,
  { payload, approvalId }: Case,
  kind: Extract<AuditKind, `sharing.partner.${string}`>,
  reason?: string,
): Promise<Result<Effect>> {
  const partner = await loadPartner(scope, payload.partnerId, { lock: true });
  if (partner.state === "proposed") await savePartner(scope, partner.id, [sql`state = 'draft'`]);
  const data = { number: partner.number, approval: approvalId, ...(reason ? { reason } : {}) };
  return decided({ audit: [{ kind, subject: { type: PARTNER, id: partner.id }, data }], events: [] });
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
const label = (key: string) => `sharing.labels.brief.${key}`;

/** A second person's yes puts a partner into use: from then on data may go there, as described and no further. */
registerApprovalKind({
  kind: PARTNER_KIND,
  permission: "sharing.approve",
  visibleTo: "sharing.read",
  rejectionReasons: Object.keys(PARTNER_REJECTIONS),
  payload: partnerPayload,

  insideInputs: async (scope, { payload }, { lock }) =>
    factsOf(scope, await loadPartner(scope, payload.partnerId, { lock })),

  async apply(scope, { payload, approvalId }) {
    const { now, rules } = scope;
    const partner = await loadPartner(scope, payload.partnerId, { lock: true });
    if (partner.state !== "proposed") return refuse("sharing.partner.not-proposed");
    const allowed = allowPartner({ ...partner, paid: false }, shanghaiDate(now), rules);
    if (!allowed.ok) return allowed;
    const assessed = await mustBeAssessed(scope, partner);
    if (!assessed.ok) return assessed;
    await savePartner(scope, partner.id, [
      sql`state = 'active'`,
      sql`started_at = ${now}::timestamptz`,
      sql`consent_required = ${allowed.value.consentRequired}::boolean`,
    ]);
    const data = { number: partner.number, kind: partner.kind, approval: approvalId };
    return decided({
      audit: [
        { kind: "sharing.partner.approve", subject: { type: PARTNER, id: partner.id }, basis: allowed.basis, data },
      ],
      events: [],
    });
  },

  reject: (scope, proposal, reason) => giveBack(scope, proposal, "sharing.partner.reject", reason),
  void: (scope, proposal) => giveBack(scope, proposal, "sharing.partner.void"),
  end: (scope, proposal, as) =>
    giveBack(scope, proposal, as === "expired" ? "sharing.partner.expire" : "sharing.partner.withdraw"),

  async brief(scope, { payload }) {
    const partner = await loadPartner(scope, payload.partnerId);
    const allowed = allowPartner({ ...partner, paid: false }, shanghaiDate(scope.now), scope.rules);
    const word = (key: string, value: string) => ({ label: label(key), value, word: true });
    return {
      note: null,
      facts: [
        { label: label("number"), value: partner.number },
        { label: label("name"), value: partner.name },
        word("kind", `sharing.kinds.${partner.kind}`),
        word("purpose", `sharing.purposes.${partner.purpose}`),
        ...partner.fields.map((field) => word("field", `sharing.fields.${field}`)),
        { label: label("contract"), value: partner.contractReference },
      ],
      basis: [...allowed.basis],
      href: `/sharing/${partner.id}`,
    };
  },

  describe: async (_scope, proposals) => new Map(proposals.map(({ approvalId }) => [approvalId, NOBODY])),
});
