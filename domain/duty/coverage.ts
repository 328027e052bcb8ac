import { epochMilliseconds, type Instant, instantFromEpoch } from "../shared/time";
import type { ShiftKind } from "./codes";

/** From `startsAt` on and before `endsAt`. */
export type Stretch = { readonly startsAt: Instant; readonly endsAt: Instant };
export type Shift = Stretch & { readonly personId: string; readonly kind: ShiftKind };

/** True when two stretches share a moment. */
export function overlap(one: Stretch, other: Stretch): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

/**
 * The parts of `window` in which nobody is on duty, in order. Stand-ins count only where `counted` says so: a stand-in
 * stands in for somebody.
 */
export function gaps(
  shifts: readonly Shift[],
  window: Stretch,
  counted: readonly ShiftKind[] = ["primary"],
): Stretch[] {
  const covering = shifts
    .filter((shift) => counted.includes(shift.kind) && overlap(shift, window))
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0));
  const found: Stretch[] = [];
  let reached = window.startsAt;
  for (const { startsAt, endsAt } of covering) {
    if (startsAt > reached) found.push({ startsAt: reached, endsAt: startsAt });
    if (endsAt > reached) reached = endsAt;
  }
  if (reached < window.endsAt) found.push({ startsAt: reached, endsAt: window.endsAt });
  return found;
}

/**
 * Whom to call at a moment, in order: primaries who are there, then stand-ins; whoever is away is left out. Empty when
 * nobody is to be had.
 */
export function onDutyAt(shifts: readonly Shift[], away: ReadonlySet<string>, at: Instant): string[] {
  const present = shifts.filter(
    ({ startsAt, endsAt, personId }) => startsAt <= at && at < endsAt && !away.has(personId),
  );
  const of = (kind: ShiftKind) => present.filter((shift) => shift.kind === kind).map(({ personId }) => personId);
  return [...new Set([...of("primary"), ...of("stand-in")])];
}

/** A stretch moved by whole days of 24 hours; Shanghai has no summer time. */
export function moved({ startsAt, endsAt }: Stretch, days: number): Stretch {
  const by = days * 86_400_000;
  return {
    startsAt: instantFromEpoch(epochMilliseconds(startsAt) + by),
    endsAt: instantFromEpoch(epochMilliseconds(endsAt) + by),
  };
}
