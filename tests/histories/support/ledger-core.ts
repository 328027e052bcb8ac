import { instant } from "@/domain/shared/time";
import type { CoreInstruction, PaymentCore } from "@/server/controls/adapters/payment-core";
import type { CoreEvent } from "@/server/controls/deliver";
import type { CoreMood } from "./steps";

/**
 * A core that keeps a ledger: every effect it made and in which order, per account. It treats the next order as its mood
 * says, knows an order by its id, and holds its callbacks until somebody brings them.
 */
export function ledgerCore() {
  const orders = new Map<string, { message: CoreInstruction; event: CoreEvent }>();
  const effects: string[] = [];
  const inEffect = new Map<string, Map<string, CoreInstruction>>();
  const outOfOrder: string[] = [];
  const highest = new Map<string, number>();
  let mood: CoreMood = "takes";

  const record = (message: CoreInstruction, outcome: "applied" | "rejected") => {
    const before = highest.get(message.accountNumber) ?? 0;
    if (message.sequence <= before) outOfOrder.push(message.instructionId);
    highest.set(message.accountNumber, message.sequence);
    const { instructionId, measureId = "", accountNumber } = message;
    const event: CoreEvent = {
      eventId: `evt-${instructionId}`,
      instructionId,
      measureId,
      accountNumber,
      outcome,
      ...(outcome === "rejected" && { reason: "account_under_review" }),
      coreSequence: orders.size + 1,
      appliedAt: message.issuedAt,
    };
    orders.set(instructionId, { message, event });
    if (outcome === "rejected") return;
    effects.push(`${message.verb} ${measureId}`);
    const held = inEffect.get(accountNumber) ?? new Map<string, CoreInstruction>();
    if (message.verb === "restrict") held.set(measureId, message);
    else held.delete(measureId);
    inEffect.set(accountNumber, held);
  };

  const core: Pick<PaymentCore, "instruct" | "getInstruction" | "dryRun"> = {
    async instruct(message) {
      const now = mood;
      mood = "takes";
      if (now === "unreachable") return { kind: "unavailable", cause: "network" };
      if (!orders.has(message.instructionId)) {
        if (now === "turns-away") return { kind: "refused", status: 422, code: "unknown_account" };
        record(message, now === "says-no" ? "rejected" : "applied");
      }
      if (now === "drops-answer") return { kind: "unavailable", cause: "timeout" };
      return { kind: "accepted", instructionId: message.instructionId };
    },
    async getInstruction(instructionId) {
      const known = orders.get(instructionId);
      if (!known) return { kind: "unknown" };
      const { event, message } = known;
      const receivedAt = message.issuedAt;
      const said = { ...event, appliedAt: event.appliedAt ?? receivedAt };
      const effective = { debit: false, credit: false };
      return {
        kind: "found",
        status: { instructionId, state: event.outcome, receivedAt, event: { ...said, effective } },
      };
    },
    async dryRun() {
      const balance = { availableMinor: 91_236n, heldMinor: 0n, currency: "CNY" };
      const after = { ...balance, effective: { debit: true, credit: false } };
      const rest = { inFlight: [], standingInstructions: [], linkedAccounts: 1, version: 1 };
      return { kind: "answered", answer: { asOf: instant("2026-10-09T06:31:00Z"), balance, after, ...rest } };
    },
  };

  return {
    core,
    feel: (next: CoreMood) => {
      mood = next;
    },
    eventOf: (instructionId: string) => orders.get(instructionId)?.event,
    /** Every effect made so far, in order: `restrict <measure>` or `lift <measure>`. */
    effects: effects as readonly string[],
    /** Orders of an account that came after a later one. */
    outOfOrder: outOfOrder as readonly string[],
    /** The measures in effect on an account. */
    inEffect: (accountNumber: string): readonly CoreInstruction[] => [...(inEffect.get(accountNumber)?.values() ?? [])],
  };
}

export type LedgerCore = ReturnType<typeof ledgerCore>;
