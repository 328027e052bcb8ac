import type { InstructionId, MeasureSubject } from "@/domain/controls/model";
import { notFound } from "@/server/kernel/errors";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { instructionQueued } from "./events";
import { type InstructionBody, insertInstruction } from "./instructions";
import { findAccount } from "./store";

/** What the core is told on the way to closing an account: what is left goes to a bound card, then the account ends. */
export type ClosingOrder =
  | { readonly verb: "pay-out"; readonly minor: bigint; readonly cardId: string; readonly round: number }
  | { readonly verb: "close" };

/** Why the core is told; it hears no more than this. */
const CLOSING_REASON = "closing";

/**
 * Orders one step of the closing of an account, in the caller's command; how it came out is told to the listener of the
 * subject's type. One order of a verb per subject and round stands: a second throws. Throws not-found for an account out
 * of sight or of another customer.
 */
export async function instructClosing(
  scope: Scope,
  asked: { readonly accountId: string; readonly customerId: string; readonly subject: MeasureSubject },
  order: ClosingOrder,
): Promise<{ id: InstructionId; sequence: number; event: OutboxEvent }> {
  const account = (await findAccount(scope.tx, asked.accountId, { lock: true })) ?? notFound();
  if (account.customerId !== asked.customerId) notFound();
  const id = scope.newId<"instruction">() as InstructionId;
  const body: InstructionBody = {
    scope: null,
    target: order.verb === "pay-out" ? order.cardId : null,
    amountMinor: order.verb === "pay-out" ? order.minor.toString() : null,
    currency: account.currency,
    reasonCode: CLOSING_REASON,
    issuedAt: scope.now,
  };
  const about = { measureId: null, accountId: account.id, subject: asked.subject };
  const round = order.verb === "pay-out" ? order.round : 1;
  const sequence = await insertInstruction(scope.tx, scope.actor, { id, about, verb: order.verb, body, round });
  return { id, sequence, event: instructionQueued({ instructionId: id }) };
}
