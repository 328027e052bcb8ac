import { decideObjection as decide, type Verdict } from "@/domain/objections/decisions";
import { decideObjectionInput } from "@/domain/objections/schema";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { meetClocks } from "@/server/clocks/public";
import { both, endAtOnce, imposeAtOnce, NOTHING, type SystemEffect } from "@/server/controls/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { tellCustomer } from "@/server/letters/public";
import { checkNotHeld, closeItems } from "@/server/worklist/public";
import { giversOf, type SeenMeasure, seenMeasure } from "../contested";
import { casework, endObjection, loadObjection, OBJECTION, type StoredObjection, sealedPlace } from "../store";

/**
 * Decides an objection and answers its customer. Upheld, the measure ends at once; partly, a narrower one is given first
 * and the wider ended after it, so that the account is at no time freer than either decision. Refuses as `decideObjection`
 * of the domain does, who gave the measure or looked at it afterwards, and an item a colleague holds.
 */
export const decideObjection = command({
  name: "objections.objection.decide",
  permission: "objections.decide",
  input: decideObjectionInput,
  subject: ({ id }) => ({ type: OBJECTION, id }),
  async handle(scope, { id, version, verdict, answer }) {
    const { tx, actor, now, rules, vault } = scope;
    if (!actor.personId) return refuse("kernel.permission.denied");
    const seen = await loadObjection(scope, id);
    const measure = (await seenMeasure(scope, seen.measureId, { lock: true })) ?? notFound();
    const objection = await loadObjection(scope, id, { lock: true });
    const decision = decide({
      objection,
      seen: version,
      measure,
      verdict,
      decider: actor.personId,
      givers: await giversOf(scope, measure),
      reviewer: measure.reviewedBy,
      now,
      rules,
    });
    if (!decision.ok) return decision;
    const free = await checkNotHeld(tx, actor, { kind: OBJECTION, subjectId: id }, now);
    if (!free.ok) return free;
    const effect = await carryOut(scope, objection, measure, verdict);
    if (!effect.ok) return effect;
    const { state, late } = decision.value;
    const answerSealed = await vault.seal(casework(objection.customerId), sealedPlace(id, "answer_sealed"), answer);
    const rejectReason = verdict.outcome === "rejected" ? verdict.reason : null;
    await endObjection(scope, objection, {
      state,
      late,
      rejectReason,
      answerSealed,
      narrowerId: effect.value.narrowerId,
    });
    await meetClocks(tx, actor, { subjectType: OBJECTION, subjectIds: [id] }, now);
    await closeItems(tx, actor, { kind: OBJECTION, subjectIds: [id] }, now);
    const told = await tellCustomer(scope, {
      customerId: objection.customerId,
      accountId: objection.accountId,
      template: "objection.answered",
      params: { number: objection.number, outcome: state },
      subject: { type: OBJECTION, id },
    });
    return committed({
      result: { id, state, late, version: objection.version + 1 },
      audit: [
        {
          kind: "objections.objection.decide",
          subject: { type: OBJECTION, id },
          basis: decision.basis,
          data: {
            number: objection.number,
            measure: measure.number,
            outcome: state,
            late,
            version: objection.version,
            ...(rejectReason ? { reason: rejectReason } : {}),
          },
        },
        ...effect.value.audit,
        ...told.audit,
      ],
      events: [...effect.value.events, ...told.events],
    });
  },
});

/** What a decision does to the measure: the narrower one before the wider one's end. */
async function carryOut(
  scope: Scope,
  objection: StoredObjection,
  measure: SeenMeasure,
  verdict: Verdict,
): Promise<Result<SystemEffect & { narrowerId: string | null }>> {
  const subject = { type: OBJECTION, id: objection.id };
  if (verdict.outcome !== "upheld" && verdict.outcome !== "partly") return decided({ ...NOTHING, narrowerId: null });
  let before: SystemEffect = NOTHING;
  let narrowerId: string | null = null;
  if (verdict.outcome === "partly") {
    const given = await imposeAtOnce(scope, {
      accountId: measure.accountId,
      customerId: measure.customerId,
      kind: "restriction",
      source: "own-judgement",
      reasonCode: "urgent-risk",
      extent: verdict.narrower,
      subject,
      expiresAt: null,
    });
    if (!given.ok) return given;
    before = given.value;
    narrowerId = given.value.measureId;
  }
  const ended = await endAtOnce(scope, { measureId: measure.id, reasonCode: "objection-upheld", subject });
  if (!ended.ok) return ended;
  return decided({ ...both(before, ended.value), narrowerId });
}
