import { z } from "zod";
import { decideApproval } from "@/domain/approvals/decisions";
import type { Approval, Change } from "@/domain/approvals/model";
import { type Refusal, refuse } from "@/domain/shared/result";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { type Committed, command, committed } from "@/server/kernel/command";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { type ApprovalKind, collectInputs, type Effect, kindOf, visibleKinds } from "../kinds";
import { tellMaker } from "../notices";
import { closeProposal, decider, payloadHash } from "../proposals";
import { caseOf, lockApproval, raised, type StoredApproval } from "../store";

/** What the checker learns: the end it came to and, when void, what had changed. */
export type DecisionResult = {
  readonly approvalId: string;
  readonly status: "approved" | "rejected" | "void";
  readonly subjectId: string;
  readonly changes: readonly Change[];
};

const note = z.string().trim().max(2000).optional();
const digest = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Says yes. Runs the proposed change in this transaction, on the facts the checker saw: `seenDigest` is the digest of
 * the snapshot on the screen, `token` proves its outside facts. Ends as `void` when a fact it rests on has changed since
 * it was proposed. Refuses as `decideApproval` does, and what the kind refuses.
 */
export const approveProposal = command({
  name: "approvals.approval.approve",
  permission: "approvals.decide",
  stepUp: true,
  input: z.object({
    approvalId: z.uuid(),
    seenDigest: digest,
    token: z.string().max(20_000).nullable().default(null),
    note,
  }),
  subject: ({ approvalId }) => ({ type: "approval", id: approvalId }),
  handle: (scope, input) => walled(scope, input.approvalId, () => approve(scope, input)),
});

type Said = { readonly approvalId: string; readonly note?: string | undefined };

async function approve(scope: Scope, input: Said & { seenDigest: string; token: string | null }) {
  const opened = await openForDecision(scope, input.approvalId);
  if (!opened.ok) return opened;
  const { stored, kind } = opened;
  const collected = await collectInputs(scope, kind, caseOf(stored), input.token);
  if (!collected.ok) return collected;
  const decision = decideApproval({
    ...frame(scope, stored),
    decision: "approve",
    currentInputs: collected.inputs,
    seenDigest: input.seenDigest,
    payloadHash: payloadHash(stored.payload),
  });
  if (!decision.ok) return decision;
  const { value } = decision;
  if (value.outcome === "voided") {
    const effect = await kind.void(scope, caseOf(stored), value.changes);
    if (!effect.ok) return effect;
    return finish(scope, stored, value.approval, effect.value, { changes: value.changes, facts: stored.facts });
  }
  if (value.outcome !== "approved") throw new Error("an approval was decided otherwise");
  const effect = await kind.apply(scope, caseOf(stored));
  if (!effect.ok) return effect;
  return finish(scope, stored, value.approval, effect.value, { ...noted(input), facts: collected.facts });
}

/** Says no, for a coded reason of the kind. Needs no fresh facts. Refuses as `decideApproval` does. */
export const rejectProposal = command({
  name: "approvals.approval.reject",
  permission: "approvals.decide",
  stepUp: true,
  input: z.object({ approvalId: z.uuid(), decisionCode: z.string().min(1).max(60), note }),
  subject: ({ approvalId }) => ({ type: "approval", id: approvalId }),
  handle: (scope, input) => walled(scope, input.approvalId, () => reject(scope, input)),
});

async function reject(scope: Scope, input: Said & { decisionCode: string }) {
  const opened = await openForDecision(scope, input.approvalId);
  if (!opened.ok) return opened;
  const { stored, kind } = opened;
  if (!kind.rejectionReasons.includes(input.decisionCode))
    return refuse("kernel.input.invalid", { field: "decisionCode" });
  const decision = decideApproval({ ...rejection(scope, stored), decisionCode: input.decisionCode });
  if (!decision.ok) return decision;
  if (decision.value.outcome !== "rejected") throw new Error("a rejection was decided otherwise");
  const effect = await kind.reject(scope, caseOf(stored), input.decisionCode);
  if (!effect.ok) return effect;
  return finish(scope, stored, decision.value.approval, effect.value, { ...noted(input), facts: stored.facts });
}

const noted = ({ note: said }: Said) => (said === undefined ? {} : { note: said });

/** A refusal about a proposal behind the wall is told behind it too. */
async function walled<R>(
  scope: Scope,
  approvalId: string,
  decide: () => Promise<Committed<R> | Refusal>,
): Promise<Committed<R> | Refusal> {
  const outcome = await decide();
  return outcome.ok ? outcome : { ...outcome, ...(await raised(scope.tx, approvalId)) };
}

function frame({ actor, now }: Scope, { approval }: StoredApproval) {
  return { approval, actor: decider(actor), now, sha256: sha256Hex };
}

function rejection(scope: Scope, stored: StoredApproval) {
  return { ...frame(scope, stored), decision: "reject" as const, currentInputs: [], seenDigest: "", payloadHash: "" };
}

/**
 * Locks the proposal and asks everything that needs no facts: the kind's own permission, still pending, another
 * person, in time. Saying no asks exactly that, so a trial "no" tells.
 */
async function openForDecision(
  scope: Scope,
  approvalId: string,
): Promise<{ ok: true; stored: StoredApproval; kind: ApprovalKind } | Refusal> {
  const stored = (await lockApproval(scope.tx, approvalId)) ?? notFound();
  const kind = kindOf(stored.approval.kind);
  if (!visibleKinds(scope.actor).includes(kind.kind)) return notFound();
  if (!scope.actor.permissions.has(kind.permission)) return refuse("kernel.permission.denied");
  const trial = decideApproval(rejection(scope, stored));
  return trial.ok ? { ok: true, stored, kind } : trial;
}

const AUDIT = {
  approved: "approvals.approval.approve",
  rejected: "approvals.approval.reject",
  void: "approvals.approval.void",
} as const;

async function finish(
  scope: Scope,
  stored: StoredApproval,
  approval: Extract<Approval, { status: "approved" | "rejected" | "void" }>,
  effect: Effect,
  extra: { facts: unknown; note?: string; changes?: readonly Change[] },
): Promise<Committed<DecisionResult>> {
  const place = { table: "approvals", column: "note_sealed", rowId: approval.id };
  const subject = stored.customerId
    ? ({ type: "customer", id: stored.customerId, retentionClass: "casework" } as const)
    : ({ type: "approval", id: approval.id, retentionClass: "casework" } as const);
  const sealed = extra.note ? await scope.vault.seal(subject, place, extra.note) : null;
  await closeProposal(scope, approval, extra.facts, sealed);
  const changes = extra.changes ?? [];
  const entry: AuditEvent = {
    ...(await raised(scope.tx, approval.id)),
    kind: AUDIT[approval.status],
    subject: { type: "approval", id: approval.id },
    data: {
      number: stored.number,
      proposes: approval.kind,
      subject: approval.subjectId,
      maker: approval.makerId,
      payload: approval.payloadHash,
      snapshot: approval.status === "approved" ? approval.seen.digest : approval.snapshot.digest,
      ...(approval.status === "rejected" ? { reason: approval.decisionCode } : {}),
      ...(changes.length > 0 ? { changed: changes.map(difference) } : {}),
    },
  };
  return committed({
    result: { approvalId: approval.id, status: approval.status, subjectId: approval.subjectId, changes },
    audit: [entry, ...effect.audit],
    events: [...effect.events, ...(await tellMaker(scope, approval, stored.number))],
  });
}

function difference({ key, before, after }: Change) {
  return { input: key, before: before?.version ?? null, after: after?.version ?? null };
}
