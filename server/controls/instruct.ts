import type { InstructionId, Measure } from "@/domain/controls/model";
import type { Instant } from "@/domain/shared/time";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { instructionQueued } from "./events";
import { type InstructionBody, insertInstruction, nextRound } from "./instructions";

/** An order that was queued: its number among the account's, and the news that sends it. */
export type Instructed = { readonly id: InstructionId; readonly sequence: number; readonly event: OutboxEvent };

/** Why a holder's sessions end; the core is told no more than this. */
export const SESSIONS_REASON = "protection";

/**
 * Queues the order to the core for a measure decided just now. Gives the news that sends it. With `again` the same was
 * ordered before and is ordered once more.
 */
export async function instruct(
  scope: Scope,
  measure: Measure,
  verb: "restrict" | "lift" | "deduct",
  currency: string,
  options: { again: boolean } = { again: false },
): Promise<Instructed> {
  const id = scope.newId<"instruction">() as InstructionId;
  const body = measureBody(measure, verb, currency, scope.now);
  const about = { measureId: measure.id, accountId: measure.accountId };
  const round = options.again ? await nextRound(scope.tx, measure.id, verb) : 1;
  const sequence = await insertInstruction(scope.tx, scope.actor, { id, about, verb, body, round });
  return { id, sequence, event: instructionQueued({ instructionId: id }) };
}

/** What the core is told of why. Of a measure that may not be told of it hears no more than everybody. */
function reasonFor(measure: Measure, verb: "restrict" | "lift" | "deduct"): string {
  const lifting = verb === "lift" && "releaseReasonCode" in measure;
  if (measure.secret) return lifting ? "ground-gone" : "under-review";
  return lifting ? measure.releaseReasonCode : measure.reasonCode;
}

/** What the core is told to do about a measure. */
export const measureBody = (
  measure: Measure,
  verb: "restrict" | "lift" | "deduct",
  currency: string,
  now: Instant,
): InstructionBody => ({
  scope: measure.scope,
  target: measure.target,
  amountMinor: measure.amountMinor?.toString() ?? null,
  currency,
  reasonCode: reasonFor(measure, verb),
  issuedAt: now,
});

/** What the core is told to do about a holder's sessions. */
export const sessionsBody = (currency: string, now: Instant): InstructionBody => ({
  scope: null,
  target: null,
  amountMinor: null,
  currency,
  reasonCode: SESSIONS_REASON,
  issuedAt: now,
});
