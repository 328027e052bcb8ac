import type { IdentityWay } from "@/domain/closures/model";
import type { Paper } from "@/domain/privacy/codes";
import { proveIdentity } from "@/domain/privacy/identity";
import { move } from "@/domain/privacy/states";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { both, NOTHING, type SystemEffect } from "@/server/controls/public";
import { evidenceFacts } from "@/server/evidence/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { openItems } from "@/server/worklist/public";
import { takeEffect } from "./at-once";
import { resumeAfterPapers } from "./clock";
import { countFromEarliest } from "./earliest";
import { endAnswered, endUnanswered } from "./ending";
import { openRequestOf, unprovenOthers } from "./intake";
import {
  addStep,
  keyFor,
  loadRequest,
  REQUEST,
  type RequestTexts,
  type StoredRequest,
  saveRequest,
  sealedPlace,
  textsOf,
} from "./store";

export type Verified = SystemEffect & { readonly state: StoredRequest["state"]; readonly version: number };

/** What was under the request's own key goes under the customer's, now that it is known to be his. */
async function resealed(scope: Scope, request: StoredRequest, texts: RequestTexts) {
  const seal = (column: "words_sealed" | "asked_sealed" | "person_sealed", text: string) =>
    scope.vault.seal(keyFor({ ...request, verifiedAt: scope.now }), sealedPlace(request.id, column), text);
  const { person, claim } = texts.who;
  return {
    wordsSealed: await seal("words_sealed", texts.words ?? ""),
    askedSealed: await seal("asked_sealed", JSON.stringify(texts.asked)),
    personSealed: person || claim ? await seal("person_sealed", JSON.stringify(texts.who)) : null,
  };
}

/**
 * Takes a held request's identity for proven: the clock runs on if it stood still, what takes effect at once does and is
 * answered, the rest comes onto the worklist. One of a person who has an open request of the type already goes with that
 * one, and gains nothing by it; what was received first counts. Refuses as `proveIdentity` of the domain does.
 */
export async function becomeVerified(
  scope: Scope,
  request: StoredRequest,
  proof: { readonly way: IdentityWay; readonly papers: readonly Paper[] },
): Promise<Result<Verified>> {
  const { now, rules, actor } = scope;
  const { id, customerId } = request;
  if (customerId === null) return refuse("privacy.request.no-customer");
  const moved = move(request.state, "verify");
  if (!moved.ok) return moved;
  const files = (await evidenceFacts(scope, { type: REQUEST, id })).count;
  const proven = proveIdentity(request, { ...proof, files }, rules, shanghaiDate(now));
  if (!proven.ok) return proven;
  const first = await openRequestOf(scope, customerId, request.type);
  if (first?.verifiedAt && first.id !== id) {
    const joined = await endUnanswered(scope, request, { by: "lapse", reason: "joined", joinedTo: first.id });
    if (!joined.ok) return joined;
    const audit = await countFromEarliest(scope, first.id, [request]);
    return decided({ ...both(joined.value, { audit, events: [] }), state: "lapsed", version: request.version + 1 });
  }
  const texts = await textsOf(scope, id);
  const clock = request.pausedSince === null ? [] : await resumeAfterPapers(scope, id);
  const saved = await saveRequest(scope, request, {
    state: moved.value,
    verifiedAt: now,
    verifiedBy: actor.id,
    identityWay: proof.way,
    papersSeen: proof.papers,
    pausedSince: null,
    ...(await resealed(scope, request, texts)),
  });
  if (!saved.ok) return saved;
  await addStep(scope, id, "verified", proof.way);
  const entry: AuditEvent = {
    kind: "privacy.request.verify",
    subject: { type: REQUEST, id },
    basis: proven.basis,
    data: { number: request.number, way: proof.way, papers: [...proof.papers], files },
  };
  const joined = await joinOthers(scope, request);
  if (!joined.ok) return joined;
  const held = await loadRequest(scope, id);
  const effect = both({ audit: [entry, ...clock], events: [] }, joined.value);
  const next = await nextOf(scope, { ...held, customerId }, texts);
  if (!next.ok) return next;
  const state = next.value.answered ? ("answered" as const) : held.state;
  return decided({ ...both(effect, next.value), state, version: held.version + (next.value.answered ? 1 : 0) });
}

/** What the unproven of the same person and type sent besides goes with the proven one. */
async function joinOthers(scope: Scope, request: StoredRequest): Promise<Result<SystemEffect>> {
  let effect: SystemEffect = NOTHING;
  const others = await unprovenOthers(scope, request);
  for (const other of others) {
    const ended = await endUnanswered(scope, other, { by: "lapse", reason: "joined", joinedTo: request.id });
    if (!ended.ok) return ended;
    effect = both(effect, ended.value);
  }
  const audit = await countFromEarliest(scope, request.id, others);
  return decided(both(effect, { audit, events: [] }));
}

/** Takes effect and answers, or comes onto the worklist. */
async function nextOf(
  scope: Scope,
  request: StoredRequest & { readonly customerId: string },
  { asked }: RequestTexts,
): Promise<Result<SystemEffect & { readonly answered: boolean }>> {
  const { done, effect } = await takeEffect(scope, request, asked);
  if (done) {
    const answered = await endAnswered(scope, request, { outcome: "fulfilled", template: "privacy.answered" });
    return answered.ok ? decided({ ...both(effect, answered.value), answered: true }) : answered;
  }
  const item = {
    kind: REQUEST,
    number: request.number,
    subjectType: REQUEST,
    subjectId: request.id,
    customerId: request.customerId,
    dueAt: request.dueAt,
    dueOn: request.dueRaw,
    provisional: request.provisional,
  };
  await openItems(scope.tx, scope.actor, [item], scope.now);
  return decided({ ...effect, answered: false });
}
