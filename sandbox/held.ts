import type { AccountView } from "@/sandbox/ledger";
import type { Move } from "@/sandbox/protocol";

/** Red packets go with transfers, as they do for the console. */
const FUNCTION_OF: Readonly<Record<string, string>> = { "red-packet": "transfer" };

/**
 * Whether the core's own measures keep a payment from being made, whoever allowed it: money out by a debit restriction, by
 * a sum held, by a function or a bound card taken away; money in by a credit restriction.
 */
export function isHeld({ effective, availableMinor }: AccountView, { deltaMinor, payment }: Move): boolean {
  if (!deltaMinor.startsWith("-")) return effective.credit;
  if (effective.debit) return true;
  if (effective.amountMinor !== undefined && BigInt(deltaMinor.slice(1)) > BigInt(availableMinor)) return true;
  if (!payment) return false;
  const { functions = [], cards = [] } = effective;
  const { kind, factors, cardId } = payment;
  if (functions.includes(FUNCTION_OF[kind] ?? kind)) return true;
  if (factors.length === 0 && functions.includes("password-free")) return true;
  return cardId !== undefined && cards.includes(cardId);
}
