import { addDuration, epochMilliseconds, type Instant } from "../shared/time";
import type { Priority } from "./model";
import { WORKLIST_POLICY } from "./policy";

/** What decides where an item stands. */
export type Timed = {
  readonly openedAt: Instant;
  readonly dueAt: Instant | null;
  /** Due moment of the earliest open promise to the customer. */
  readonly promisedAt: Instant | null;
  readonly priority: Priority;
};

/** How hard the clock presses, for the eye: by the share of it that is used. */
export const PRESSURES = ["calm", "rising", "pressing", "late"] as const;
export type Pressure = (typeof PRESSURES)[number];

const RISING = 0.5;
const PRESSING = 0.8;

const earlier = (a: Instant, b: Instant | null): Instant => (b !== null && b < a ? b : a);

/** The moment by which the item should be done: due or promised, whichever is first; a policy term without either. */
export function targetOf(item: Omit<Timed, "priority">): Instant {
  const due = item.dueAt ?? addDuration(item.openedAt, { hours: WORKLIST_POLICY.undatedHours });
  return earlier(due, item.promisedAt);
}

/**
 * Where an item stands in the order of urgency: the lower, the sooner it is given. Time left runs down for every item
 * at the same pace, so that the order changes only when an item does, and an index can hold it.
 */
export function rankOf(item: Timed): Instant {
  return addDuration(targetOf(item), { hours: -item.priority * WORKLIST_POLICY.priorityHours });
}

/** How urgent an item is at a moment, in milliseconds past its rank: rises as the clock is used, negative before it. */
export function urgencyOf(item: Timed, now: Instant): number {
  return epochMilliseconds(now) - epochMilliseconds(rankOf(item));
}

/** The share of an item's time that is used: 0 when it opens, 1 when it is due, more when it is late. */
export function clockUsed(item: Omit<Timed, "priority">, now: Instant): number {
  const from = epochMilliseconds(item.openedAt);
  const span = epochMilliseconds(targetOf(item)) - from;
  if (span <= 0) return epochMilliseconds(now) >= from + span ? 1 : 0;
  return Math.max(0, (epochMilliseconds(now) - from) / span);
}

/** The pressure of an item at a moment. */
export function pressureOf(item: Omit<Timed, "priority">, now: Instant): Pressure {
  const used = clockUsed(item, now);
  if (used >= 1) return "late";
  if (used >= PRESSING) return "pressing";
  return used >= RISING ? "rising" : "calm";
}
