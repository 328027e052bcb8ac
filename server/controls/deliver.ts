import { asId } from "@/domain/shared/ids";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { AppError } from "@/server/kernel/errors";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import type { CoreInstruction, PaymentCore } from "./adapters/payment-core";
import { confirmInstruction } from "./commands/confirm-instruction";
import { recordAttempt } from "./commands/send-instruction";
import { findInstruction, queuedUpTo, type StoredInstruction } from "./instructions";
import { coreNumberOf } from "./preview";
import { findAccount } from "./store";

export type Delivery = {
  readonly runtime: Runtime;
  readonly core: Pick<PaymentCore, "instruct" | "getInstruction">;
  readonly programmeId: string;
  /** Names this attempt: the same again records nothing twice. */
  readonly attemptKey: string;
  readonly requestId: string;
};

/** The core did not take an instruction; somebody must try again. */
export class CoreUnreachable extends Error {}

/**
 * Hands an instruction to the core, and before it whatever of the same account still waits: the core gets an account's
 * instructions in their order. Each attempt is recorded after the call; a process that dies in between repeats the call,
 * which the core knows by the instruction's id. Throws CoreUnreachable when it must be tried again.
 */
export async function deliverInstruction(delivery: Delivery, instructionId: string): Promise<void> {
  const { runtime, core, programmeId } = delivery;
  const worker: Principal = { kind: "system", name: "system:worker", programmeId };
  const waiting = await inScope(runtime, worker, "read", async (scope) => {
    const found = await findInstruction(scope.tx, instructionId, { lock: false });
    if (!found) return { keep: false, value: [] };
    const { accountId, sequence } = found.instruction;
    const account = await findAccount(scope.tx, accountId, { lock: false });
    if (!account) throw new AppError("not-found");
    const accountNumber = await coreNumberOf(scope, account);
    const queued = await queuedUpTo(scope.tx, accountId, sequence);
    return { keep: false, value: queued.map((stored) => messageOf(stored, programmeId, accountNumber)) };
  });
  for (const message of waiting) {
    const answer = await core.instruct(message);
    const problem =
      answer.kind === "refused"
        ? answer.code
        : answer.kind === "unavailable"
          ? [answer.cause, answer.status].filter(Boolean).join("-")
          : null;
    const recorded = await execute(runtime, recordAttempt, {
      principal: worker,
      input: { instructionId: message.instructionId, outcome: answer.kind, problem },
      key: `${delivery.attemptKey}:${message.instructionId}`,
      requestId: delivery.requestId,
    });
    if (!recorded.ok && recorded.code !== "controls.instruction.already-answered")
      throw new Error("attempt not recorded");
    if (answer.kind === "unavailable") throw new CoreUnreachable(answer.cause);
  }
}

function messageOf(
  { instruction, body }: StoredInstruction,
  programme: string,
  accountNumber: string,
): CoreInstruction {
  return {
    instructionId: instruction.id,
    programme,
    accountNumber,
    verb: instruction.verb,
    ...(instruction.measureId !== null && { measureId: instruction.measureId }),
    ...(body.scope !== null && { scope: body.scope }),
    ...(body.target && { target: body.target }),
    ...(body.amountMinor !== null && { amountMinor: BigInt(body.amountMinor), currency: body.currency }),
    sequence: instruction.sequence,
    reasonCode: body.reasonCode,
    issuedAt: body.issuedAt,
  };
}

/** What the core says of one instruction, as a callback or when asked. */
export type CoreEvent = {
  readonly eventId: string;
  readonly instructionId: string;
  /** Absent where the order was about no measure. */
  readonly measureId?: string | undefined;
  /** The core's number of the account it did it to. */
  readonly accountNumber: string;
  readonly outcome: "applied" | "rejected";
  readonly reason?: string | undefined;
  readonly coreSequence: number;
  /** By the core's own clock. */
  readonly appliedAt?: string;
};

/** Records an event of the core under its own id. Says how it ended; an unknown instruction is not an error here. */
export async function recordEvent(
  runtime: Runtime,
  event: CoreEvent,
  programmeId: string,
  requestId: string,
): Promise<"recorded" | "replayed" | "refused"> {
  const { eventId, instructionId, measureId, accountNumber, outcome, reason, coreSequence, appliedAt } = event;
  const recorded = await execute(runtime, confirmInstruction, {
    principal: { kind: "system", name: "system:core", programmeId },
    input: { instructionId, measureId, accountNumber, outcome, reason: reason ?? null, coreSequence, appliedAt },
    key: eventId,
    requestId,
  });
  if (!recorded.ok) return "refused";
  return recorded.replayed ? "replayed" : "recorded";
}

/**
 * Asks the core about an instruction that was handed over and never answered. One it does not know is handed over
 * again, under the same id.
 */
export async function askAfter(delivery: Delivery, instructionId: string): Promise<void> {
  const found = await delivery.core.getInstruction(instructionId);
  if (found.kind === "found" && found.status.state !== "received") {
    await recordEvent(delivery.runtime, found.status.event, delivery.programmeId, delivery.requestId);
    return;
  }
  if (found.kind !== "unknown") return;
  const { runtime, programmeId } = delivery;
  const worker: Principal = { kind: "system", name: "system:worker", programmeId };
  const message = await inScope(runtime, worker, "read", async (scope) => {
    const stored = await findInstruction(scope.tx, asId<"instruction">(instructionId), { lock: false });
    const account = stored && (await findAccount(scope.tx, stored.instruction.accountId, { lock: false }));
    if (!stored || !account) return { keep: false, value: null };
    return { keep: false, value: messageOf(stored, programmeId, await coreNumberOf(scope, account)) };
  });
  if (message) await delivery.core.instruct(message);
}
