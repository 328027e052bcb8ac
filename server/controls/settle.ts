import { confirmInstruction, failInstruction } from "@/domain/controls/instructions";
import { isLive } from "@/domain/controls/model";
import { decided, type Result, refuse } from "@/domain/shared/result";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { notFound } from "@/server/kernel/errors";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { openItems } from "@/server/worklist/public";
import { dropReview } from "./after-review";
import { liftAwaited } from "./by-system";
import { both } from "./effect";
import { findInstruction, newestCoreSequence, saveAnswer } from "./instructions";
import { tellListener } from "./listeners";
import { coreNumberOf } from "./preview";
import { settleSessions } from "./sessions";
import { findAccount, findMeasure, saveMeasure } from "./store";
import { tellHolder } from "./told";

/** The core's word on one instruction. `coreSequence` is null when it turned the instruction away at the door. */
export type CoreAnswer = {
  readonly instructionId: string;
  /** The measure it names; null where it names none, absent in an answer to our own call. */
  readonly measureId?: string | null;
  /** The account it names by the core's number; absent in an answer to our own call, which named it. */
  readonly accountNumber?: string;
  readonly outcome: "applied" | "rejected";
  readonly problem: string | null;
  readonly coreSequence: number | null;
  /** When it took effect, by the core's own clock; null where it did not or does not say. */
  readonly appliedAt: string | null;
};

const FAILURE_ITEM = "core-failure";

/**
 * Takes the core's answer in: the instruction is answered, its measure moves on, and a "no" goes to the worklist.
 * Throws not-found; refuses as the domain does, an instruction answered before included, and
 * `controls.instruction.mismatch` when the answer names another account.
 */
export async function settleInstruction(
  scope: Scope,
  answer: CoreAnswer,
): Promise<Result<{ audit: [AuditEvent, ...AuditEvent[]]; events: readonly OutboxEvent[]; state: string }>> {
  const { tx, now } = scope;
  const known = (await findInstruction(tx, answer.instructionId, { lock: false })) ?? notFound();
  const account = (await findAccount(tx, known.instruction.accountId, { lock: true })) ?? notFound();
  const { measureId } = known.instruction;
  if (measureId === null) return settleSessions(scope, known.instruction, account, answer);
  const stored = (await findMeasure(tx, measureId, { lock: true })) ?? notFound();
  const { instruction } = (await findInstruction(tx, answer.instructionId, { lock: true })) ?? notFound();
  const { accountNumber } = answer;
  if (accountNumber !== undefined && accountNumber !== (await coreNumberOf(scope, account))) {
    return refuse("controls.instruction.mismatch");
  }
  const decide = answer.outcome === "applied" ? confirmInstruction : failInstruction;
  const settled = decide({
    instruction,
    measure: stored.measure,
    about: answer.measureId ?? null,
    coreSequence: answer.coreSequence,
    now,
    newestCoreSequence: await newestCoreSequence(tx, stored.measure.id),
  });
  if (!settled.ok) return settled;
  const { measure, changed } = settled.value;
  await saveAnswer(tx, settled.value.instruction, { problem: answer.problem, appliedAt: answer.appliedAt, now });
  if (changed) await saveMeasure(tx, measure);
  if (!isLive(measure)) await dropReview(scope, measure.id);
  const { number } = stored;
  const settlement = { measure, number, was: stored.measure.state };
  const told = both(await tellListener(scope, settlement), await tellHolder(scope, settlement));
  const lift = both(told, await liftAwaited(scope, { measure, number }));
  if (answer.outcome === "rejected") {
    const item = {
      kind: FAILURE_ITEM,
      number: stored.number,
      subjectType: "measure",
      subjectId: measure.id,
      customerId: account.customerId,
      accountId: account.id,
    };
    await openItems(tx, scope.actor, [item], now);
  }
  const audit: AuditEvent = {
    kind: answer.outcome === "applied" ? "controls.instruction.confirm" : "controls.instruction.fail",
    subject: { type: "measure", id: measure.id },
    data: {
      number: stored.number,
      instruction: instruction.id,
      verb: instruction.verb,
      sequence: instruction.sequence,
      coreSequence: answer.coreSequence,
      state: measure.state,
      ...(answer.problem ? { problem: answer.problem } : {}),
    },
  };
  return decided({ audit: [audit, ...lift.audit], events: lift.events, state: measure.state });
}
