import type { RefusalGround } from "@/domain/privacy/codes";
import { PRIVACY_POLICY } from "@/domain/privacy/policy";
import { move } from "@/domain/privacy/states";
import { decided, type Result } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { requestApproval } from "@/server/approvals/public";
import type { SystemEffect } from "@/server/controls/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { addStep, loadRequest, REQUEST, type StoredRequest, saveRequest } from "./store";

const notePlace = (rowId: string) => ({ table: "approvals", column: "privacy_note", rowId });

/** The maker's words, as a payload carries them; under the key of the proposal. */
async function sealNote({ vault }: Scope, approvalId: string, note: string): Promise<string> {
  const owner = { type: "approval", id: approvalId, retentionClass: "casework" } as const;
  return (await vault.seal(owner, notePlace(approvalId), note)).toString("base64");
}

/** The maker's words again; null where they can no longer be opened. */
export const openNote = ({ vault }: Scope, approvalId: string, sealed: string): Promise<string | null> =>
  vault.open(notePlace(approvalId), Buffer.from(sealed, "base64"));

type Proposal = {
  readonly kind: "privacy.refusal.propose" | "privacy.erasure.propose";
  readonly of: "refusal" | "erasure";
  readonly ground: RefusalGround | null;
  readonly note: string;
  readonly basis: readonly RuleRef[];
  readonly payload: Readonly<Record<string, unknown>>;
};
type Proposed = { readonly id: string; readonly version: number; readonly approval: string };

/** Puts a held request before a second person: it waits where it came from until he agrees or gives it back. */
export async function propose(
  scope: Scope,
  request: StoredRequest,
  { kind, of, ground, note, basis, payload }: Proposal,
): Promise<Result<SystemEffect & { readonly result: Proposed }>> {
  const moved = move(request.state, "propose");
  if (!moved.ok) return moved;
  const { id, customerId, number } = request;
  const approvalId = scope.newId<"approval">();
  const change = { state: moved.value, proposedFrom: request.state, approvalId, proposed: of, ground };
  const saved = await saveRequest(scope, request, change);
  if (!saved.ok) return saved;
  const opened = await requestApproval(scope, {
    id: approvalId,
    kind,
    subject: { type: REQUEST, id },
    customerId,
    accountId: null,
    payload: { ...payload, requestId: id, noteSealed: await sealNote(scope, approvalId, note) },
    token: null,
    openForHours: PRIVACY_POLICY.proposalHours,
  });
  if (!opened.ok) return opened;
  await addStep(scope, id, `${of}-proposed`, opened.value.number);
  const entry: AuditEvent = {
    kind,
    subject: { type: REQUEST, id },
    basis,
    data: { number, approval: opened.value.number, ground },
  };
  const result = { id, version: saved.value, approval: opened.value.number };
  return decided({ audit: [entry, ...opened.value.audit], events: opened.value.events, result });
}

/** Gives a request back to where it was proposed from. One that is no longer proposed stays where it is. */
export async function giveBack(
  scope: Scope,
  requestId: string,
  kind: AuditEvent["kind"],
  data: Readonly<Record<string, string>>,
): Promise<Result<SystemEffect>> {
  const request = await loadRequest(scope, requestId, { lock: true });
  const entry: AuditEvent = {
    kind,
    subject: { type: REQUEST, id: requestId },
    data: { number: request.number, ...data },
  };
  if (request.state !== "proposed") return decided({ audit: [entry], events: [] });
  const saved = await saveRequest(scope, request, {
    state: request.proposedFrom ?? "working",
    proposedFrom: null,
    approvalId: null,
    proposed: null,
    ground: null,
  });
  if (!saved.ok) return saved;
  await addStep(scope, requestId, "proposal-returned", data.reason ?? null);
  return decided({ audit: [entry], events: [] });
}
