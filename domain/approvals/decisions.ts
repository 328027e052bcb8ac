import type { ApprovalId, LegalEntityId, PersonId, ProgrammeId } from "../shared/ids";
import { type Decided, decided, type Refusal, type Result, refuse } from "../shared/result";
import type { Instant } from "../shared/time";
import type {
  ActorId,
  Approval,
  ApprovedApproval,
  Change,
  ExpiredApproval,
  PendingApproval,
  RejectedApproval,
  SnapshotInput,
  VoidApproval,
  WithdrawnApproval,
} from "./model";
import { compareSnapshot, type Sha256, takeSnapshot } from "./snapshot";

/** Who asks for the decision. */
export type Actor = { readonly id: ActorId };

export type RequestApprovalInput = {
  readonly id: ApprovalId;
  readonly programmeId: ProgrammeId;
  readonly legalEntityId: LegalEntityId;
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** Hash of the canonical payload the decision will run. */
  readonly payloadHash: string;
  readonly maker: Actor;
  readonly expiresAt: Instant;
  readonly inputs: readonly SnapshotInput[];
  readonly now: Instant;
  readonly sha256: Sha256;
};

/**
 * Opens an approval: pins payload, maker, expiry and the facts of the consequence. What rules the change rests on is
 * cited by the command's own decision. Refuses `approvals.approval.expiry-past`.
 */
export function requestApproval(input: RequestApprovalInput): Result<PendingApproval> {
  const { maker, inputs, now, sha256, ...pinned } = input;
  if (input.expiresAt <= now) return refuse("approvals.approval.expiry-past", { field: "expiresAt" });
  const snapshot = takeSnapshot(inputs, sha256);
  return decided({ ...pinned, makerId: maker.id, requestedAt: now, snapshot, status: "pending" });
}

export type DecideApprovalInput = {
  readonly approval: Approval;
  readonly decision: "approve" | "reject";
  /** A coded reason, where the screen asked for one. */
  readonly decisionCode?: string;
  readonly actor: Actor;
  readonly now: Instant;
  /** The facts as they are now, read under the lock that the change will run in. */
  readonly currentInputs: readonly SnapshotInput[];
  /** Digest of the snapshot the checker had on screen. */
  readonly seenDigest: string;
  /** Hash of the payload about to be run. */
  readonly payloadHash: string;
  readonly sha256: Sha256;
};

/** A decision that is saved; `voided` is one too: the approval ends, and the checker is shown why. */
export type ApprovalOutcome =
  | { readonly outcome: "approved"; readonly approval: ApprovedApproval }
  | { readonly outcome: "rejected"; readonly approval: RejectedApproval }
  | { readonly outcome: "voided"; readonly approval: VoidApproval; readonly changes: readonly Change[] };

/** A refusal with what moved, for the new preview; empty for every code but `preview-moved`. */
export type ApprovalRefusal = Refusal & { readonly changes: readonly Change[] };

/**
 * The second pair of eyes. Checks in this order, the first that fails answers:
 * 1. `not-pending`: decided, withdrawn, void or expired before
 * 2. `person-required`: a part of the system cannot decide
 * 3. `self`: maker ≠ checker, whichever way it is decided
 * 4. `expired`: from `expiresAt` on
 * 5. a rejection stands here: saying no needs no fresh facts
 * 6. `payload-mismatch`: not the change that was proposed
 * 7. outcome `voided`: an input marked `void` is not as it was when proposed
 * 8. `preview-moved`: the facts now are not those on the checker's screen, with what moved since the request
 */
export function decideApproval(input: DecideApprovalInput): Decided<ApprovalOutcome> | ApprovalRefusal {
  const { approval, actor, now } = input;
  const ready = readyToDecide(approval, actor, now);
  if (!ready.ok) return { ...ready, changes: [] };
  const { pending, checkerId } = ready.value;
  const decision = { checkerId, decidedAt: now, decisionCode: input.decisionCode ?? null };
  if (input.decision === "reject") {
    return decided({ outcome: "rejected", approval: { ...pending, ...decision, status: "rejected" } });
  }
  if (input.payloadHash !== pending.payloadHash) {
    return { ...refuse("approvals.approval.payload-mismatch"), changes: [] };
  }
  const current = takeSnapshot(input.currentInputs, input.sha256);
  const { voided, moved } = compareSnapshot(pending.snapshot.inputs, current.inputs);
  if (voided.length > 0) {
    return decided({ outcome: "voided", approval: voidOf(pending, voided, now), changes: voided });
  }
  if (input.seenDigest !== current.digest) {
    return { ...refuse("approvals.approval.preview-moved", { params: { count: moved.length } }), changes: moved };
  }
  return decided({ outcome: "approved", approval: { ...pending, ...decision, seen: current, status: "approved" } });
}

function readyToDecide(
  approval: Approval,
  actor: Actor,
  now: Instant,
): Decided<{ pending: PendingApproval; checkerId: PersonId }> | Refusal {
  if (approval.status !== "pending") return notPending(approval);
  if (!isPerson(actor.id)) return refuse("approvals.approval.person-required");
  if (actor.id === approval.makerId) return refuse("approvals.approval.self");
  if (now >= approval.expiresAt) return refuse("approvals.approval.expired");
  return { ok: true, value: { pending: approval, checkerId: actor.id }, basis: [] };
}

/** The maker takes the proposal back. Refuses `not-pending`, `not-maker`, `expired`. */
export function withdrawApproval(input: {
  readonly approval: Approval;
  readonly actor: Actor;
  readonly now: Instant;
}): Result<WithdrawnApproval> {
  const { approval, actor, now } = input;
  if (approval.status !== "pending") return notPending(approval);
  if (actor.id !== approval.makerId) return refuse("approvals.approval.not-maker");
  if (now >= approval.expiresAt) return refuse("approvals.approval.expired");
  return decided({ ...approval, status: "withdrawn", closedAt: now });
}

/** Ends a proposal nobody decided in time. Refuses `not-pending`, and `not-expired` before its time. */
export function expireApproval(input: { readonly approval: Approval; readonly now: Instant }): Result<ExpiredApproval> {
  const { approval, now } = input;
  if (approval.status !== "pending") return notPending(approval);
  if (now < approval.expiresAt) return refuse("approvals.approval.not-expired");
  return decided({ ...approval, status: "expired", closedAt: now });
}

/**
 * Voids a pending proposal as soon as a fact it rests on changes, without waiting for a checker. Refuses
 * `not-pending`, `expired`, and `unchanged` when nothing marked `void` differs.
 */
export function voidApproval(input: {
  readonly approval: Approval;
  readonly currentInputs: readonly SnapshotInput[];
  readonly now: Instant;
}): Result<VoidApproval> {
  const { approval, now } = input;
  if (approval.status !== "pending") return notPending(approval);
  if (now >= approval.expiresAt) return refuse("approvals.approval.expired");
  const { voided } = compareSnapshot(approval.snapshot.inputs, input.currentInputs);
  return voided.length === 0 ? refuse("approvals.approval.unchanged") : decided(voidOf(approval, voided, now));
}

function voidOf(pending: PendingApproval, changes: readonly Change[], now: Instant): VoidApproval {
  return { ...pending, status: "void", closedAt: now, changes };
}

function notPending(approval: Approval): Refusal {
  return refuse("approvals.approval.not-pending", { params: { status: approval.status } });
}

function isPerson(id: ActorId): id is PersonId {
  return !id.startsWith("system:");
}
