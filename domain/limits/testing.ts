import { type ArrivalChoice, type LimitedAccount, NOTHING_AGREED, type Payment, type Usage } from "./model";
import { NO_USE } from "./use";

/** Fen of a sum in yuan. */
export const yuan = (sum: number): bigint => BigInt(Math.round(sum * 100));

/** What a payer of a transfer is offered, and takes. */
export const ARRIVAL: ArrivalChoice = { offered: ["at-once", "ordinary", "next-day"], chosen: "ordinary" };

/** A payment of consumption with password and certificate, unless told otherwise; a transfer comes with a choice of arrival. */
export const payment = (sum: number, changes: Partial<Payment> = {}): Payment => ({
  kind: "consumption",
  ownName: false,
  minor: yuan(sum),
  factors: ["static-password", "certificate"],
  cardId: null,
  arrival: changes.kind === "transfer" ? ARRIVAL : null,
  purpose: null,
  ...changes,
});

/** An open account of class III of a person with a large balance and nothing agreed. */
export const account = (changes: Partial<LimitedAccount> = {}): LimitedAccount => ({
  holder: "person",
  status: "open",
  accountClass: 3,
  agreed: NOTHING_AGREED,
  held: { debit: false, amountMinor: 0n, functions: [], cards: [] },
  balanceMinor: yuan(10_000_000),
  ...changes,
});

export const UNUSED: Usage = { day: NO_USE, year: NO_USE, lifetime: NO_USE };
