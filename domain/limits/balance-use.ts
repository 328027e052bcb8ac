import type { Direction, TransactionKind } from "../ledger/model";
import type { LocalDate } from "../shared/time";
import type { BalancePayment, BalanceUse } from "./class-caps";

/** A leg of the ledger as far as limits of a class go. */
export type LimitedLeg = {
  readonly direction: Direction;
  readonly kind: TransactionKind;
  readonly sameName: boolean;
  readonly businessDate: LocalDate;
  /** Fen; null while no rate is known. */
  readonly cnyMinor: bigint | null;
};

/**
 * What each kind of outgoing money uses the balance for. Fees and refunds use it for nothing: the house takes the one,
 * and the other gives back. A withdrawal goes to the holder's own bank account.
 */
export const USE_OF: Readonly<Partial<Record<TransactionKind, BalanceUse>>> = {
  payment: "consumption",
  debit: "consumption",
  transfer: "transfer",
  withdrawal: "transfer",
};

/** A leg as a payment out of the balance; null for what is none, or has no yuan yet. */
export function balancePayment(leg: LimitedLeg): BalancePayment | null {
  const use = USE_OF[leg.kind];
  if (leg.direction !== "out" || use === undefined || leg.cnyMinor === null) return null;
  return { use, ownName: leg.sameName || leg.kind === "withdrawal", on: leg.businessDate, minor: leg.cnyMinor };
}
