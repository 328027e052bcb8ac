import { expireApproval, requestApproval as open, withdrawApproval } from "@/domain/approvals/decisions";
import type { ActorId, Approval } from "@/domain/approvals/model";
import type { Clearance } from "@/domain/permissions";
import { canonicalJson } from "@/domain/shared/canonical-json";
import type { ApprovalId } from "@/domain/shared/ids";
import { decided, type Refusal, type Result, refuse } from "@/domain/shared/result";
import { addDuration, type Instant } from "@/domain/shared/time";
import type { Actor } from "@/server/kernel/actor";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import { notFound } from "@/server/kernel/errors";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { closeItems, openItems } from "@/server/worklist/public";
import { collectInputs, type Effect, type Ending, kindOf } from "./kinds";
import { tellDeciders, tellMaker } from "./notices";
import { caseOf, insertApproval, lockApproval, raised, saveEnded } from "./store";

/** Who acts, in the words of the domain. */
export function decider(actor: Pick<Actor, "id" | "personId">): { id: ActorId } {
  return { id: actor.personId ?? (actor.id as `system:${string}`) };
}

const WORK_ITEM = "approval";

/** Hash of the payload in canonical form: what the decision must find unchanged. */
export function payloadHash(payload: unknown): string {
  return sha256Hex(canonicalJson(payload));
}

/**
 * Opens a proposal in the maker's transaction: pins payload and facts, and puts it on the worklist of everybody but the
 * maker. The subject must have been written before. `token` proves the outside facts the maker saw. Refuses a maker
 * who is no person, and what the kind refuses of the token.
 */
export async function requestApproval(
  scope: Scope,
  proposal: {
    id: ApprovalId;
    kind: string;
    subject: { type: string; id: string };
    customerId: string | null;
    accountId: string | null;
    payload: unknown;
    token: string | null;
    openForHours: number;
    clearance?: Clearance;
  },
): Promise<Result<Effect & { number: string; expiresAt: Instant }>> {
  const { tx, actor, now } = scope;
  if (!actor.personId) return refuse("approvals.approval.person-required");
  const payload: unknown = JSON.parse(JSON.stringify(proposal.payload));
  const about = { approvalId: proposal.id, subjectId: proposal.subject.id, customerId: proposal.customerId, payload };
  const collected = await collectInputs(scope, kindOf(proposal.kind), about, proposal.token);
  if (!collected.ok) return collected;
  const opened = open({
    id: proposal.id,
    programmeId: actor.programmeId,
    legalEntityId: actor.legalEntityId,
    kind: proposal.kind,
    subjectType: proposal.subject.type,
    subjectId: proposal.subject.id,
    payloadHash: payloadHash(payload),
    maker: { id: actor.personId },
    expiresAt: addDuration(now, { hours: proposal.openForHours }),
    inputs: collected.inputs,
    now,
    sha256: sha256Hex,
  });
  if (!opened.ok) return opened;
  const approval = opened.value;
  const number = await takeNumber(tx, "approval");
  const clearance = proposal.clearance ?? "general";
  await insertApproval(
    tx,
    { approval, number, payload, customerId: proposal.customerId, facts: collected.facts },
    clearance,
  );
  const item = {
    kind: WORK_ITEM,
    number,
    subjectType: "approval",
    subjectId: approval.id,
    clearance,
    customerId: proposal.customerId,
    accountId: proposal.accountId,
    dueAt: approval.expiresAt,
    excludedPersonId: actor.personId,
  };
  if (kindOf(proposal.kind).onWorklist) await openItems(tx, actor, [item], now);
  const audit = {
    ...(clearance === "suspicion" ? { clearance } : {}),
    kind: "approvals.approval.request" as const,
    subject: { type: "approval", id: approval.id },
    data: {
      number,
      proposes: approval.kind,
      subject: approval.subjectId,
      payload: approval.payloadHash,
      snapshot: approval.snapshot.digest,
      expiresAt: approval.expiresAt,
    },
  };
  const events = await tellDeciders(scope, approval, number, clearance);
  return decided({ audit: [audit], events, number, expiresAt: approval.expiresAt });
}

/** Saves a proposal's end and takes it off the worklist. */
export async function closeProposal(
  scope: Scope,
  approval: Exclude<Approval, { status: "pending" }>,
  facts: unknown,
  noteSealed: Buffer | null = null,
): Promise<void> {
  const done = approval.status === "approved" || approval.status === "rejected";
  await saveEnded(scope.tx, approval, facts, noteSealed);
  const which = { kind: WORK_ITEM, subjectIds: [approval.id], as: done ? ("done" as const) : ("cancelled" as const) };
  await closeItems(scope.tx, scope.actor, which, scope.now);
}

/**
 * Ends a proposal that nobody said no to: the maker takes it back, or its time ran out. The subject is put back as the
 * kind says. Throws not-found; refuses as the domain does (`not-maker`, `not-expired`, `not-pending`, `expired`).
 */
export async function endProposal(
  scope: Scope,
  approvalId: string,
  as: Ending,
): Promise<Result<Effect & { subjectId: string }> | Refusal> {
  const stored = (await lockApproval(scope.tx, approvalId)) ?? notFound();
  const { approval } = stored;
  const ended =
    as === "withdrawn"
      ? withdrawApproval({ approval, actor: decider(scope.actor), now: scope.now })
      : expireApproval({ approval, now: scope.now });
  const wall = await raised(scope.tx, approval.id);
  if (!ended.ok) return { ...ended, ...wall };
  const effect = await kindOf(approval.kind).end(scope, caseOf(stored), as);
  if (!effect.ok) return { ...effect, ...wall };
  await closeProposal(scope, ended.value, stored.facts);
  const audit = {
    ...wall,
    kind: as === "withdrawn" ? ("approvals.approval.withdraw" as const) : ("approvals.approval.expire" as const),
    subject: { type: "approval", id: approval.id },
    data: { number: stored.number, proposes: approval.kind, subject: approval.subjectId },
  };
  const told = as === "expired" ? await tellMaker(scope, ended.value, stored.number) : [];
  const events = [...effect.value.events, ...told];
  return decided({ audit: [audit, ...effect.value.audit], events, subjectId: approval.subjectId });
}
