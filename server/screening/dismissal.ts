import { z } from "zod";
import type { SnapshotInput } from "@/domain/approvals/model";
import { DISMISSAL_NAMES, DISMISSAL_REJECTIONS } from "@/domain/screening/codes";
import { dismissalBasis, dismissHit, reopenHit } from "@/domain/screening/decisions";
import { decided, type Result } from "@/domain/shared/result";
import { type Effect, type ProposalCase, registerApprovalKind } from "@/server/approvals/public";
import type { AuditData } from "@/server/kernel/audit/append";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { closeItems } from "@/server/worklist/public";
import { hitDismissed } from "./events";
import { customerLines, entryOf } from "./hit-facts";
import { HIT_ITEM, releaseHolds } from "./hold";
import { noteOf } from "./note";
import { findHit, saveHit } from "./store";

/** The command that proposes, and the kind of its proposals. */
export const DISMISSAL_KIND = "screening.hit.dismiss";

const payload = z.strictObject({ hitId: z.uuid(), reason: z.enum(DISMISSAL_NAMES), entryHash: z.string() });
type Case = ProposalCase<z.output<typeof payload>>;

const load = async (scope: Scope, id: string, lock: boolean) => (await findHit(scope.tx, id, { lock })) ?? notFound();

/** Whatever ended the proposal without a yes: the hit is open again, and its accounts have stayed stopped. */
async function reopen(scope: Scope, { payload: said }: Case, data: AuditData): Promise<Result<Effect>> {
  const hit = await load(scope, said.hitId, true);
  const open = reopenHit(hit);
  if (!open.ok) return open;
  await saveHit(scope.tx, open.value, { actor: scope.actor, now: scope.now });
  const audit = {
    kind: "screening.hit.dismissal-end" as const,
    subject: { type: "list-hit", id: hit.id as string },
    data: { number: hit.number, ...data },
  };
  return decided({ audit: [audit], events: [] });
}

/** A second person's yes: it is another. What the hit stopped is let go, and it stays dismissed until its entry changes. */
registerApprovalKind({
  kind: DISMISSAL_KIND,
  permission: "screening.work",
  visibleTo: "screening.read",
  rejectionReasons: Object.keys(DISMISSAL_REJECTIONS),
  payload,

  async insideInputs(scope, { payload: said }, { lock }) {
    const hit = await load(scope, said.hitId, lock);
    const basis = dismissalBasis(said.reason, scope.rules, scope.now).map((ref) => `${ref.ruleId}@${ref.version}`);
    const input = (key: string, value: string, version: string): SnapshotInput => ({
      key,
      label: `screening.labels.input.${key}`,
      value,
      version,
      onChange: "void",
    });
    return [
      input("hit", hit.number, `${hit.customerId}/${hit.state}`),
      input("entry", hit.externalId, hit.entryHash),
      input("rule", basis.join(", "), basis.join(",")),
    ];
  },

  async apply(scope, { payload: said, approvalId }) {
    const { tx, actor, now, rules } = scope;
    const hit = await load(scope, said.hitId, true);
    const dismissed = dismissHit(hit, said.reason, rules, now);
    if (!dismissed.ok) return dismissed;
    await saveHit(tx, dismissed.value, { actor, now, approvalId, reasonCode: said.reason });
    await closeItems(tx, actor, { kind: HIT_ITEM, subjectIds: [hit.id] }, now);
    const released = await releaseHolds(scope, hit);
    const audit = {
      kind: "screening.hit.dismissed" as const,
      subject: { type: "list-hit", id: hit.id as string },
      basis: dismissed.basis,
      data: { number: hit.number, reason: said.reason, approval: approvalId, released: released.audit.length },
    };
    return decided(
      { audit: [audit, ...released.audit], events: [...released.events, hitDismissed({ customerId: hit.customerId })] },
      dismissed.basis,
    );
  },

  reject: (scope, proposal, reason) => reopen(scope, proposal, { rejected: reason }),
  void: (scope, proposal, changes) => reopen(scope, proposal, { changed: changes.map(({ key }) => key) }),
  end: (scope, proposal, as) => reopen(scope, proposal, { ended: as }),

  async brief(scope, { payload: said }) {
    const hit = await load(scope, said.hitId, false);
    const entry = await entryOf(scope.tx, hit.id);
    const label = (key: string) => `screening.labels.brief.${key}`;
    return {
      note: await noteOf(scope, hit.id),
      facts: [
        { label: label("number"), value: hit.number },
        { label: label("source"), value: `screening.labels.source.${hit.source}`, word: true },
        { label: label("entry"), value: `${entry.reference} ${entry.name}` },
        { label: label("reason"), value: `screening.labels.reason.${said.reason}`, word: true },
      ],
      basis: dismissalBasis(said.reason, scope.rules, scope.now),
      href: `/screening/${hit.id}`,
    };
  },

  describe: (scope, proposals) => customerLines(scope, proposals),
});
