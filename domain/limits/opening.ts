import type { LocalDate } from "../shared/time";
import type { BalanceUse } from "./class-caps";
import type { Tier, Use } from "./model";
import { NO_USE, plus } from "./use";

/** A payment as the windows count it, be it a leg of the ledger or a decision that stands. Fen. */
export type Counted = {
  readonly on: LocalDate;
  readonly use: BalanceUse;
  readonly ownName: boolean;
  readonly minor: bigint;
  /** A transfer to somebody else, red packets outside. */
  readonly transfer: boolean;
  readonly tier: Tier;
  /** Made without any factor. */
  readonly free: boolean;
};

function countedUse(one: Counted): Use {
  if (one.ownName) return { ...NO_USE, ownName: one.minor };
  return {
    paid: one.minor,
    ownName: 0n,
    transfers: one.transfer ? one.minor : 0n,
    transferCount: one.transfer ? 1 : 0,
    free: one.free ? one.minor : 0n,
    tiers: { ...NO_USE.tiers, [one.tier]: 1 },
  };
}

const bucketOf = ({ on, use, ownName, minor }: Counted) => `${on} ${use} ${ownName} ${minor}`;

function buckets(payments: readonly Counted[]): Map<string, Counted[]> {
  const found = new Map<string, Counted[]>();
  for (const one of payments) found.set(bucketOf(one), [...(found.get(bucketOf(one)) ?? []), one]);
  return found;
}

const weakness = (one: Counted): number => (one.free ? 0 : one.tier === "one" ? 1 : 2);

/**
 * What a window's payments add up to, from the two places that know them. A payment we allowed comes again as a leg once
 * the ledger is imported, under no name the two share: of the same day, use and sum as many stand as the side that has
 * more says. Decisions know how they were verified; legs beyond them count with the weakest verification first.
 */
export function openingUse(legs: readonly Counted[], decisions: readonly Counted[]): Use {
  const ours = buckets(decisions);
  const beyond = [...buckets(legs)].flatMap(([bucket, found]) =>
    [...found]
      .sort((a, b) => weakness(a) - weakness(b))
      .slice(0, Math.max(0, found.length - (ours.get(bucket)?.length ?? 0))),
  );
  return [...decisions, ...beyond].map(countedUse).reduce(plus, NO_USE);
}
