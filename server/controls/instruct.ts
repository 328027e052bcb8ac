import type { InstructionId, Measure } from "@/domain/controls/model";
import type { Scope } from "@/server/kernel/scope";
import { instructionQueued } from "./events";
import { insertInstruction } from "./instructions";

/** Queues the order to the core for a measure decided just now. Gives the news that sends it. */
export async function instruct(scope: Scope, measure: Measure, verb: "restrict" | "lift", currency: string) {
  const id = scope.newId<"instruction">() as InstructionId;
  const body = {
    scope: measure.scope,
    amountMinor: measure.amountMinor?.toString() ?? null,
    currency,
    reasonCode: verb === "lift" && "releaseReasonCode" in measure ? measure.releaseReasonCode : measure.reasonCode,
    issuedAt: scope.now,
  };
  const sequence = await insertInstruction(scope.tx, scope.actor, { id, measure, verb, body });
  return { id, sequence, event: instructionQueued({ instructionId: id }) };
}
