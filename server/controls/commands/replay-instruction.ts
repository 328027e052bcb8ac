import { z } from "zod";
import { COMPARISON_POLICY } from "@/domain/controls/policy";
import { orderAgain } from "@/domain/controls/replay";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { checkNotHeld, closeItems } from "@/server/worklist/public";
import { instructSessions } from "../at-once";
import { instructionQueued } from "../events";
import { instruct } from "../instruct";
import { findInstruction, type StoredInstruction, waitsTooLong } from "../instructions";
import { stillGrounded } from "../replay-grounds";
import { type AccountView, findAccount, findMeasure, saveMeasure } from "../store";

const FAILURE_ITEM = "core-failure";

/**
 * Hands an order that got nowhere to the core again, by its id: one nobody would take goes out now as it is; one that was
 * turned down is ordered anew, as far as what was decided still stands. Twice changes nothing the second time: it is no
 * longer dead. Refuses an order that is under way or was carried out.
 */
export const replayInstruction = command({
  name: "controls.instruction.replay",
  permission: "controls.request",
  input: z.strictObject({ instructionId: z.uuid() }),
  subject: ({ instructionId }) => ({ type: "instruction", id: instructionId }),
  async handle(scope, { instructionId }) {
    const seen = (await findInstruction(scope.tx, instructionId, { lock: false })) ?? notFound();
    const account = (await findAccount(scope.tx, seen.instruction.accountId, { lock: true })) ?? notFound();
    const stored = (await findInstruction(scope.tx, instructionId, { lock: true })) ?? notFound();
    const done = await outcomeOf(scope, stored, account);
    if (!done.ok) return done;
    const { verb, measureId } = stored.instruction;
    const order = done.value;
    return committed({
      result: { instructionId: order.id },
      audit: [
        {
          kind: "controls.instruction.replay",
          subject: measureId === null ? { type: "account", id: account.id } : { type: "measure", id: measureId },
          data: { instruction: instructionId, verb, again: order.id, sequence: order.sequence },
        },
      ],
      events: order.events,
    });
  },
});

async function outcomeOf(scope: Scope, stored: StoredInstruction, account: AccountView) {
  const { instruction } = stored;
  if (instruction.state === "queued" && waitsTooLong(stored, scope.now, COMPARISON_POLICY.waitingMinutes)) {
    const event = instructionQueued({ instructionId: instruction.id }, { jobKey: `replay:${instruction.id}` });
    return done(instruction.id, instruction.sequence, [event]);
  }
  if (instruction.state !== "rejected") return refuse("controls.instruction.not-dead");
  if (instruction.measureId === null) {
    // What closes an account is decided anew, on the desk of closings.
    if (instruction.verb !== "end-sessions") return refuse("controls.instruction.not-replayable");
    const subject = instruction.subject ?? notFound();
    const again = await instructSessions(scope, { accountId: account.id, customerId: account.customerId, subject });
    return again.outcome === "already"
      ? refuse("controls.instruction.not-dead")
      : done(again.id, again.sequence, again.events);
  }
  return restrictAgain(scope, stored, account, instruction.measureId);
}

async function restrictAgain(
  scope: Scope,
  { instruction }: StoredInstruction,
  account: AccountView,
  measureId: string,
) {
  const { tx, actor, now } = scope;
  const free = await checkNotHeld(tx, actor, { kind: FAILURE_ITEM, subjectId: measureId }, now);
  if (!free.ok) return free;
  const { measure } = (await findMeasure(tx, measureId, { lock: true })) ?? notFound();
  const grounded = await stillGrounded(scope, measure.subject);
  const again = orderAgain({ instruction, measure, account, grounded, now });
  if (!again.ok) return again;
  await saveMeasure(tx, again.value);
  const order = await instruct(scope, again.value, "restrict", account.currency);
  await closeItems(tx, actor, { kind: FAILURE_ITEM, subjectIds: [measureId] }, now);
  return done(order.id, order.sequence, [order.event]);
}

function done(id: string, sequence: number, events: readonly ReturnType<typeof instructionQueued>[]) {
  return { ok: true as const, value: { id, sequence, events } };
}
