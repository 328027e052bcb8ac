import type { LetterParams, LetterTemplate } from "@/domain/letters/templates";
import type { LapseReason, RefusalGround } from "@/domain/privacy/codes";
import type { RequestOutcome } from "@/domain/privacy/model";
import { move } from "@/domain/privacy/states";
import { decided, type Result } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { both, type SystemEffect } from "@/server/controls/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { tellCustomer } from "@/server/letters/public";
import { closeItems } from "@/server/worklist/public";
import { settleClock } from "./clock";
import { addStep, keyFor, REQUEST, type RequestChange, type StoredRequest, saveRequest, sealedPlace } from "./store";

/** Tells the customer about his request, where it is known whose it is; the contact is that of the request's document. */
export async function tellAbout(
  scope: Pick<Scope, "tx" | "actor" | "now">,
  request: Pick<StoredRequest, "id" | "number" | "customerId" | "document">,
  template: LetterTemplate,
  params: LetterParams = {},
): Promise<SystemEffect> {
  const { id, number, customerId, document } = request;
  if (customerId === null) return { audit: [], events: [] };
  const subject = { type: REQUEST, id };
  return tellCustomer(scope, { customerId, template, params: { number, desk: document, ...params }, subject });
}

/** How a request is answered, and by which letter. */
export type Answer = {
  readonly outcome: RequestOutcome;
  readonly template: LetterTemplate;
  readonly params?: LetterParams;
  readonly ground?: RefusalGround;
  /** What the officer wrote, sealed with the request. */
  readonly text?: string;
  readonly basis?: readonly RuleRef[];
  readonly change?: RequestChange;
};

/** Answers a held request: clock, work and letter end with it. Refuses from a state that no answer follows. */
export async function endAnswered(
  scope: Scope,
  request: StoredRequest,
  answer: Answer,
): Promise<Result<SystemEffect & { readonly late: boolean }>> {
  const moved = move(request.state, "answer");
  if (!moved.ok) return moved;
  const { tx, actor, now, vault } = scope;
  const clock = await settleClock(scope, request, "answered");
  const { late, lateSince } = clock;
  const { text } = answer;
  const saved = await saveRequest(scope, request, {
    ...answer.change,
    state: moved.value,
    outcome: answer.outcome,
    late,
    ...(lateSince ? { lateSince } : {}),
    pausedSince: null,
    approvalId: null,
    answeredBy: actor.id,
    endedAt: now,
    ...(answer.ground ? { ground: answer.ground } : {}),
    ...(text
      ? { answerSealed: await vault.seal(keyFor(request), sealedPlace(request.id, "answer_sealed"), text) }
      : {}),
  });
  if (!saved.ok) return saved;
  await closeItems(tx, actor, { kind: REQUEST, subjectIds: [request.id] }, now);
  await addStep(scope, request.id, "answered", answer.outcome);
  const told = await tellAbout(scope, request, answer.template, { outcome: answer.outcome, ...answer.params });
  const entry: AuditEvent = {
    kind: "privacy.request.answer",
    subject: { type: REQUEST, id: request.id },
    basis: answer.basis ?? [],
    data: {
      number: request.number,
      type: request.type,
      outcome: answer.outcome,
      ground: answer.ground ?? null,
      late,
      version: request.version,
    },
  };
  const effect = both({ audit: [entry, ...clock.audit], events: [] }, told);
  return decided({ ...effect, late });
}

/**
 * Ends a held request without an answer. Its breach, if there is one, stays: the clock reads breached and the request
 * late, whoever withdraws and whatever lapses.
 */
export async function endUnanswered(
  scope: Scope,
  request: StoredRequest,
  end: {
    readonly by: "withdraw" | "lapse";
    readonly reason?: LapseReason;
    readonly note?: string;
    readonly joinedTo?: string;
    readonly basis?: readonly RuleRef[];
    readonly change?: RequestChange;
  },
): Promise<Result<SystemEffect & { readonly late: boolean }>> {
  const moved = move(request.state, end.by);
  if (!moved.ok) return moved;
  const { tx, actor, now, vault } = scope;
  const { late, lateSince, audit } = await settleClock(scope, request, "ended");
  const { note, reason, joinedTo } = end;
  const saved = await saveRequest(scope, request, {
    ...end.change,
    state: moved.value,
    late,
    ...(lateSince ? { lateSince } : {}),
    ...(reason ? { lapseReason: reason } : {}),
    ...(joinedTo ? { joinedTo } : {}),
    pausedSince: null,
    approvalId: null,
    endedAt: now,
    ...(note
      ? { answerSealed: await vault.seal(keyFor(request), sealedPlace(request.id, "answer_sealed"), note) }
      : {}),
  });
  if (!saved.ok) return saved;
  await closeItems(tx, actor, { kind: REQUEST, subjectIds: [request.id], as: "cancelled" }, now);
  await addStep(scope, request.id, end.by === "withdraw" ? "withdrawn" : "lapsed", reason ?? null);
  const entry: AuditEvent = {
    kind: end.by === "withdraw" ? "privacy.request.withdraw" : "privacy.request.lapse",
    subject: { type: REQUEST, id: request.id },
    basis: end.basis ?? [],
    data: { number: request.number, type: request.type, reason: reason ?? null, joinedTo: joinedTo ?? null, late },
  };
  return decided({ audit: [entry, ...audit], events: [], late });
}
