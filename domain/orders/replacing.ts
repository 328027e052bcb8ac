import type { Instant } from "../shared/time";

/** What a freeze or stop holds, and until when. */
export type Hold = {
  readonly scope: "all" | "debit" | "credit" | "amount";
  /** Null without an end. */
  readonly endsAt: Instant | null;
  /** True where nobody who is not cleared may learn of it. */
  readonly secret: boolean;
};

/**
 * Whether a freeze may take the place of a stop of its own case before that lapses: only where the account is then no freer
 * than under both. It reaches at least as far, and holds at least as long. Two sums stand side by side, and so add up:
 * neither takes the other's place. A secret freeze never does, since the stop's end would tell of it.
 */
export function mayReplace(freeze: Hold, stop: Hold): boolean {
  const reaches =
    freeze.scope === "all" ||
    (freeze.scope === stop.scope && freeze.scope !== "amount") ||
    (freeze.scope === "debit" && stop.scope === "amount");
  const lasts = freeze.endsAt === null || (stop.endsAt !== null && freeze.endsAt >= stop.endsAt);
  return reaches && lasts && freeze.secret === stop.secret;
}
