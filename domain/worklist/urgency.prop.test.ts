import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDuration, type Instant, instantFromEpoch } from "../shared/time";
import { PRIORITIES } from "./model";
import { WORKLIST_POLICY } from "./policy";
import { clockUsed, PRESSURES, pressureOf, rankOf, type Timed, targetOf, urgencyOf } from "./urgency";

const START = Date.UTC(2026, 0, 1);
const YEAR = 365 * 24 * 3_600_000;
const moments = fc.integer({ min: START, max: START + YEAR }).map(instantFromEpoch);
const items: fc.Arbitrary<Timed> = fc.record({
  openedAt: moments,
  dueAt: fc.option(moments),
  promisedAt: fc.option(moments),
  priority: fc.constantFrom(...PRIORITIES),
});
const later = fc.integer({ min: 0, max: 10_000 });
const add = (moment: Instant, hours: number) => addDuration(moment, { hours });

describe("urgency", () => {
  it("never falls as time passes: priority rises as the clock is used", () => {
    fc.assert(
      fc.property(items, moments, later, (item, now, hours) => {
        const then = add(now, hours);
        expect(urgencyOf(item, then)).toBeGreaterThanOrEqual(urgencyOf(item, now));
        expect(clockUsed(item, then)).toBeGreaterThanOrEqual(clockUsed(item, now));
        expect(PRESSURES.indexOf(pressureOf(item, then))).toBeGreaterThanOrEqual(
          PRESSURES.indexOf(pressureOf(item, now)),
        );
      }),
    );
  });

  it("orders two items the same at every moment, so that the order can be stored", () => {
    fc.assert(
      fc.property(items, items, moments, moments, (one, other, now, then) => {
        const order = (at: Instant) => Math.sign(urgencyOf(one, at) - urgencyOf(other, at));
        expect(order(now)).toBe(order(then));
        expect(order(now) > 0).toBe(rankOf(one) < rankOf(other));
      }),
    );
  });

  it("rises with priority, an earlier due moment and an earlier promise, each by itself", () => {
    fc.assert(
      fc.property(items, moments, later, (item, now, hours) => {
        const first = urgencyOf({ ...item, priority: 0 }, now);
        expect(urgencyOf({ ...item, priority: 1 }, now) - first).toBe(WORKLIST_POLICY.priorityHours * 3_600_000);
        const target = targetOf(item);
        expect(urgencyOf({ ...item, promisedAt: add(target, -hours) }, now)).toBeGreaterThanOrEqual(
          urgencyOf(item, now),
        );
        expect(urgencyOf({ ...item, dueAt: add(target, -hours) }, now)).toBeGreaterThanOrEqual(urgencyOf(item, now));
      }),
    );
  });

  it("is late exactly from the due or promised moment on", () => {
    fc.assert(
      fc.property(items, (item) => {
        const target = targetOf(item);
        expect(pressureOf(item, target)).toBe("late");
        if (target > item.openedAt) expect(pressureOf(item, add(item.openedAt, 0))).toBe("calm");
      }),
    );
  });
});
