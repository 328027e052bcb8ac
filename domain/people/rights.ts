import type { Instant } from "../shared/time";

/** A time from `from` on and before `to`; null: still going on. */
export type Span = { readonly from: Instant; readonly to: Instant | null };

/** One grant over its life. `endsAt` is the end it was given with, `endedAt` the moment somebody ended it. */
export type GrantLife = { readonly from: Instant; readonly endsAt: Instant | null; readonly endedAt: Instant | null };

const within = ({ from, to }: Span, at: Instant) => from <= at && (to === null || at < to);

/** When a grant really ended: the earlier of its own end and somebody's. */
export function endOf({ endsAt, endedAt }: Pick<GrantLife, "endsAt" | "endedAt">): Instant | null {
  if (endsAt === null) return endedAt;
  return endedAt !== null && endedAt < endsAt ? endedAt : endsAt;
}

/**
 * Whether a grant gave its right at a moment: begun, not over, and its person not disabled then. The same question
 * `rights.on` asks in SQL, and enter() of the kernel for the present.
 */
export function heldOn(grant: GrantLife, disabled: readonly Span[], at: Instant): boolean {
  return within({ from: grant.from, to: endOf(grant) }, at) && !disabled.some((span) => within(span, at));
}
