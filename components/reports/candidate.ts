import type { Tone } from "@/components/patterns/tone";
import type { Money } from "@/domain/shared/money";
import type { RouterOutputs } from "@/lib/trpc/types";

export type CandidateRow = RouterOutputs["reports"]["largeValueList"]["rows"][number];
export type CandidateDetail = RouterOutputs["reports"]["largeValueDetail"];
export type CandidateLeg = CandidateDetail["legs"][number];

/** Minor units as the server sends them, as an amount. */
export function amountOf(minor: string, currency: string): Money {
  return { minor: BigInt(minor), currency };
}

/** The sum and line that decide: yuan where the yuan line is met, else dollars. */
export function decisiveSum(row: Pick<CandidateRow, "metBy" | "cnySum" | "usdSum" | "cnyLine" | "usdLine">): {
  readonly sum: Money;
  readonly line: Money;
} {
  if (row.metBy === "usd") return { sum: amountOf(row.usdSum ?? "0", "USD"), line: amountOf(row.usdLine, "USD") };
  return { sum: amountOf(row.cnySum, "CNY"), line: amountOf(row.cnyLine, "CNY") };
}

/** How many times its line a sum is, only good enough to draw with. */
export function ratioOf(sum: Money, line: Money): number {
  return line.minor === 0n ? 0 : Number((sum.minor * 1000n) / line.minor) / 1000;
}

export type CandidateStanding = "open" | "provisional" | "confirmed" | "exempt" | "withdrawn";

/** How an item stands for the reader: an open one whose import is unfinished is provisional. */
export function standingOf(row: Pick<CandidateRow, "state" | "final">): CandidateStanding {
  return row.state === "open" && !row.final ? "provisional" : row.state;
}

export const STANDING_TONE: Readonly<Record<CandidateStanding, Tone>> = {
  open: "wait",
  provisional: "prov",
  confirmed: "done",
  exempt: "done",
  withdrawn: "none",
};

/** A rate without the zeros the database keeps: "7.10340000" is "7.1034". */
export function trimRate(rate: string): string {
  return rate.includes(".") ? rate.replace(/\.?0+$/, "") : rate;
}

/** What differs between an item as it was shown and as it is now. */
export function differences(seen: CandidateRow, now: CandidateRow): { readonly sum: boolean; readonly count: boolean } {
  return {
    sum: seen.cnySum !== now.cnySum || seen.usdSum !== now.usdSum,
    count: seen.transactionCount !== now.transactionCount,
  };
}

/** The item to open when one is done: the next of the queue, else the one before, else none. */
export function nextAfter(id: string, order: readonly string[]): string | null {
  const at = order.indexOf(id);
  return order[at + 1] ?? order[at - 1] ?? null;
}
