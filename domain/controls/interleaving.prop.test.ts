import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atLeastAsStrict, effectiveRestriction, unionOf } from "./effective";
import { isLive } from "./model";
import { MAY_END, START, world } from "./testing";

describe("whatever the order of things", () => {
  it("the core never leaves the account freer than the measures that are in force", () => {
    const names = Object.keys(world().steps);
    const reached = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(1000)), { maxLength: 120, size: "max" }),
        (history) => {
          const { measures, core, steps, settleAll, now } = world();
          for (const [name, pick] of history) {
            steps[name]?.(pick);
            const held = [...measures.values()].filter(
              ({ state }) => state === "in-force" || state === "release-proposed",
            );
            expect(atLeastAsStrict(unionOf([...core.values()]), unionOf(held))).toBe(true);
            for (const { id } of held) expect(core.has(id)).toBe(true);
            // None in force waits for its own lift: that one has gone out.
            expect(held.filter(({ state, liftFor }) => state === "in-force" && liftFor !== null)).toEqual([]);
            for (const { state } of measures.values()) reached.add(state);
          }
          settleAll();
          for (const measure of measures.values()) {
            if ("releaseReasonCode" in measure && measure.state === "released")
              expect(MAY_END[measure.source]).toContain(measure.releaseReasonCode);
            const lapsed = "endedAt" in measure && measure.releaseReasonCode === "term-ended";
            if (lapsed) expect(measure.endedAt).toBe(measure.expiresAt);
            if (lapsed) expect((measure.expiresAt ?? START) <= now()).toBe(true);
          }
          const live = [...measures.values()].filter(isLive);
          expect(new Set(live.map(({ id }) => id as string))).toEqual(new Set(core.keys()));
          expect(effectiveRestriction([...measures.values()])).toEqual(unionOf([...core.values()]));
          expect(live.every(({ state }) => state === "in-force" || state === "release-proposed")).toBe(true);
        },
      ),
      { numRuns: 300, seed: 20261009 },
    );
    expect([...reached].sort()).toEqual([
      "failed",
      "in-force",
      "instructed",
      "proposed",
      "rejected",
      "release-instructed",
      "release-proposed",
      "released",
    ]);
  });
});
