import { sql } from "drizzle-orm";
import { z } from "zod";
import type { StopCause } from "@/domain/closures/codes";
import { assessClosure } from "@/domain/closures/conditions";
import { nextStep } from "@/domain/closures/decisions";
import type { Condition, Remaining } from "@/domain/closures/model";
import { LIVE_STATES } from "@/domain/controls/model";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { both, endAtOnce, instructClosing, NOTHING, type SystemEffect } from "@/server/controls/public";
import type { AuditData, AuditEvent } from "@/server/kernel/audit/append";
import { command, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";
import { closureFacts } from "../facts";
import { coreLook, readLook } from "../look";
import { stopClosure } from "../stop";
import {
  addStep,
  CLOSURE,
  type ClosableAccount,
  cardFor,
  holdClosure,
  type StoredClosure,
  saveClosure,
  today,
} from "../store";
import { tellRemaining } from "../tell-remaining";

type Held = { readonly closure: StoredClosure; readonly account: ClosableAccount };

/**
 * Takes the next step of an agreed closure, from everything looked at again and from what the core said a moment ago:
 * money goes to the bound card, an empty account is closed, and whatever has come between stops it. State and order to the
 * core are written together, so that a worker who dies leaves either both or none. Refuses a closure that is not agreed,
 * or waits for the core.
 */
export const advanceClosure = command({
  name: "closures.closure.advance",
  permission: "closures.run",
  input: z.object({ closureId: z.uuid(), look: coreLook }),
  subject: ({ closureId }) => ({ type: CLOSURE, id: closureId }),
  async handle(scope, { closureId, look }) {
    const held = await holdClosure(scope, closureId);
    const { closure } = held;
    const about = {
      accountId: closure.accountId,
      customerId: closure.customerId,
      kind: closure.kind,
      subjectId: closure.subjectId,
    };
    const facts = await closureFacts(scope, about, readLook(look));
    const next = nextStep(closure, facts, scope.rules, today(scope));
    if (!next.ok) return next;
    const { basis } = next;
    if (next.value.step === "stop") {
      const { remaining } = assessClosure(facts, scope.rules, today(scope)).value;
      const conditions = [...new Set(remaining.map(({ code }) => code))];
      return stopped(scope, held, { cause: next.value.cause, conditions, basis }, remaining);
    }
    return next.value.step === "pay-out" ? payOut(scope, held, next.value.minor, basis) : close(scope, held, basis);
  },
});

const entry = ({ closure, account }: Held, basis: readonly RuleRef[], data: AuditData): AuditEvent => ({
  kind: "closures.closure.advance",
  subject: { type: CLOSURE, id: closure.id },
  basis,
  data: { number: closure.number, account: account.number, ...data },
});

async function stopped(
  scope: Scope,
  held: Held,
  why: { readonly cause: StopCause; readonly conditions: readonly Condition[]; readonly basis: readonly RuleRef[] },
  remaining: readonly Remaining[] = [],
) {
  const effect = await stopClosure(scope, held.closure, { ...why, problem: null });
  if (!effect.ok) return effect;
  const { id, ...closure } = held.closure;
  const told = await tellRemaining(scope, { ...closure, subject: { type: CLOSURE, id } }, remaining);
  const audit = entry(held, why.basis, { step: "stop", cause: why.cause });
  const { audit: entries, events } = both(effect.value, told);
  return committed({ result: { state: "stopped" }, audit: [audit, ...entries], events });
}

async function payOut(scope: Scope, held: Held, minor: bigint, basis: readonly RuleRef[]) {
  const { closure, account } = held;
  const cardId = await cardFor(scope, closure);
  if (cardId === null) return stopped(scope, held, { cause: "remains", conditions: ["no-card"], basis });
  const rounds = closure.rounds + 1;
  const saved = await saveClosure(scope, closure, { state: "paying-out", payingMinor: minor, rounds, cardId });
  if (!saved.ok) return saved;
  const order = await instructClosing(scope, aboutOf(closure), { verb: "pay-out", minor, cardId, round: rounds });
  const { currency } = account;
  await addStep(scope, closure.id, { kind: "paying-out", minor, currency, instructionId: order.id });
  const audit = entry(held, basis, { step: "pay-out", minor: minor.toString(), card: cardId, instruction: order.id });
  return committed({ result: { state: "paying-out" }, audit: [audit], events: [order.event] });
}

const aboutOf = ({ id, accountId, customerId }: StoredClosure) => ({
  accountId,
  customerId,
  subject: { type: CLOSURE, id },
});

async function close(scope: Scope, held: Held, basis: readonly RuleRef[]) {
  const { closure } = held;
  const saved = await saveClosure(scope, closure, { state: "closing" });
  if (!saved.ok) return saved;
  const ended = await endLoss(scope, closure);
  const order = await instructClosing(scope, aboutOf(closure), { verb: "close" });
  await addStep(scope, closure.id, { kind: "closing", instructionId: order.id });
  const audit = entry(held, basis, { step: "close", instruction: order.id });
  return committed({
    result: { state: "closing" },
    audit: [audit, ...ended.audit],
    events: [...ended.events, order.event],
  });
}

/** What the loss held goes with the account: told to the core before it is closed, when nothing is left on it. */
async function endLoss(scope: Scope, closure: StoredClosure): Promise<SystemEffect> {
  const { kind, subjectId, accountId } = closure;
  if (kind !== "after-loss" || subjectId === null) return NOTHING;
  const { rows } = await scope.tx.execute<{
    id: string;
  }>(sql`select id from measures where account_id = ${accountId}::uuid
    and subject_type = 'loss-report' and subject_id = ${subjectId}::uuid and state in ${[...LIVE_STATES]} order by requested_at, id`);
  let effect: SystemEffect = NOTHING;
  for (const { id } of rows) {
    const subject = { type: "loss-report", id: subjectId };
    const ended = await endAtOnce(scope, { measureId: id, reasonCode: "replaced-and-closed", subject });
    if (!ended.ok) throw new Error(ended.code);
    effect = both(effect, ended.value);
  }
  return effect;
}
