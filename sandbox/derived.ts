import { createHash } from "node:crypto";

/** A seeded generator: the same text gives the same stream of integers, each in [0, bound). */
export function seeded(seed: string): (bound: number) => number {
  let block = createHash("sha256").update(seed).digest();
  let offset = 0;
  return (bound) => {
    if (offset + 4 > block.length) {
      block = createHash("sha256").update(block).digest();
      offset = 0;
    }
    const word = block.readUInt32BE(offset);
    offset += 4;
    return word % bound;
  };
}

export type InFlight = {
  id: string;
  kind: "withdrawal" | "transfer_out" | "transfer_in" | "refund_in";
  amountMinor: bigint;
  cancellable: boolean;
};

export type Standing = { id: string; kind: "auto_debit" | "scheduled_transfer" | "salary_in"; dayOfMonth: number };

export type DerivedAccount = {
  balanceMinor: bigint;
  currency: "CNY";
  inFlight: readonly InFlight[];
  standing: readonly Standing[];
  linkedAccounts: number;
};

const IN_FLIGHT_KINDS = ["withdrawal", "transfer_out", "transfer_in", "refund_in"] as const;
const STANDING_KINDS = ["auto_debit", "scheduled_transfer", "salary_in"] as const;

/**
 * What the sandbox believes of an account nobody described: a balance between 1 and about 500,000 yuan, thick at the
 * lower end, with up to two payments under way and up to two standing instructions. A function of the number alone.
 */
export function derivedAccount(accountNumber: string): DerivedAccount {
  const next = seeded(`account:${accountNumber}`);
  const magnitude = next(1_000_000) / 1_000_000;
  const balanceMinor = BigInt(Math.floor(100 * 500_000 ** magnitude)) + BigInt(next(100));
  const inFlight = Array.from({ length: Math.max(0, next(4) - 1) }, (_, position): InFlight => {
    const kind = IN_FLIGHT_KINDS[next(IN_FLIGHT_KINDS.length)] ?? "withdrawal";
    const amountMinor = (balanceMinor * BigInt(1 + next(20))) / 100n + 1n;
    return { id: `${accountNumber}-F${position + 1}`, kind, amountMinor, cancellable: next(2) === 0 };
  });
  const standing = Array.from({ length: Math.max(0, next(4) - 1) }, (_, position): Standing => {
    const kind = STANDING_KINDS[next(STANDING_KINDS.length)] ?? "auto_debit";
    return { id: `${accountNumber}-S${position + 1}`, kind, dayOfMonth: 1 + next(28) };
  });
  return { balanceMinor, currency: "CNY", inFlight, standing, linkedAccounts: next(4) };
}
