import { answerSessions } from "@/domain/controls/instructions";
import type { Instruction, MeasureSubject } from "@/domain/controls/model";
import { decided, type Result, refuse } from "@/domain/shared/result";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { notFound } from "@/server/kernel/errors";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import type { SystemEffect } from "./effect";
import { findInstruction, saveAnswer } from "./instructions";
import { coreNumberOf } from "./preview";
import type { CoreAnswer } from "./settle";
import type { AccountView } from "./store";

/** How the end of a holder's sessions came out, for the capability that asked for it. */
export type SessionsSettled = {
  readonly instructionId: string;
  readonly accountId: string;
  readonly customerId: string;
  readonly subject: MeasureSubject;
  readonly outcome: "applied" | "rejected";
  /** By the core's own clock; null where it did not take effect. */
  readonly appliedAt: string | null;
  readonly problem: string | null;
};
type Listener = (scope: Scope, settled: SessionsSettled) => Promise<SystemEffect>;

const listeners = new Map<string, Listener>();

/** Hears, in the transaction that records it, how the sessions ended for subjects of a type came out. One per type. */
export function registerSessionsListener(subjectType: string, listener: Listener): void {
  listeners.set(subjectType, listener);
}

/** Takes the core's answer about a holder's sessions in. Refuses as the domain does, another account's answer included. */
export async function settleSessions(
  scope: Scope,
  seen: Instruction,
  account: AccountView,
  answer: CoreAnswer,
): Promise<Result<{ audit: [AuditEvent, ...AuditEvent[]]; events: readonly OutboxEvent[]; state: string }>> {
  const { tx, now } = scope;
  const { instruction } = (await findInstruction(tx, seen.id, { lock: true })) ?? notFound();
  const { accountNumber, outcome, problem, coreSequence, appliedAt } = answer;
  if (accountNumber !== undefined && accountNumber !== (await coreNumberOf(scope, account))) {
    return refuse("controls.instruction.mismatch");
  }
  const answered = answerSessions({ instruction, about: answer.measureId ?? null, outcome, coreSequence });
  if (!answered.ok) return answered;
  await saveAnswer(tx, answered.value, { problem, appliedAt, now });
  const subject = instruction.subject ?? notFound();
  const told = await listeners.get(subject.type)?.(scope, {
    instructionId: instruction.id,
    accountId: account.id,
    customerId: account.customerId,
    subject,
    outcome,
    appliedAt: outcome === "applied" ? appliedAt : null,
    problem,
  });
  const audit: AuditEvent = {
    kind: outcome === "applied" ? "controls.instruction.confirm" : "controls.instruction.fail",
    subject: { type: "account", id: account.id },
    data: {
      instruction: instruction.id,
      verb: instruction.verb,
      sequence: instruction.sequence,
      coreSequence,
      ...(problem ? { problem } : {}),
    },
  };
  return decided({ audit: [audit, ...(told?.audit ?? [])], events: told?.events ?? [], state: answered.value.state });
}
