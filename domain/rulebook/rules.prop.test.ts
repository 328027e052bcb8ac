import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays, localDate } from "../shared/time";
import type { RuleVersion } from "./model";
import { createRules, findClashes, holdsOn, overlap } from "./rules";
import { versionOf } from "./testing";

const origin = localDate("2024-02-20");
const day = fc.integer({ min: 0, max: 30 }).map((days) => addDays(origin, days));
const edge = fc.option(day, { nil: null });
const days = Array.from({ length: 31 }, (_, offset) => addDays(origin, offset));

const anyVersion: fc.Arbitrary<RuleVersion> = fc
  .record({
    id: fc.constantFrom("law-a", "law-b"),
    version: fc.integer({ min: 1, max: 5 }),
    source: fc.constantFrom("file", "console") satisfies fc.Arbitrary<RuleVersion["source"]>,
    validFrom: edge,
    validTo: edge,
  })
  .map(versionOf);

/** The answer by its definition: among those that hold, the console's first, then the highest. */
function naive(versions: readonly RuleVersion[], id: string, on: RuleVersion["validFrom"] & string) {
  const holding = versions.filter((version) => version.id === id && holdsOn(version, on));
  const console = holding.filter((version) => version.source === "console");
  return Math.max(...(console.length > 0 ? console : holding).map((version) => version.version));
}

it("picks as the definition says, whatever the order of the versions", () => {
  fc.assert(
    fc.property(fc.array(anyVersion, { maxLength: 12 }), fc.constantFrom("law-a", "law-b"), day, (versions, id, on) => {
      const expected = naive(versions, id, on);
      const answer = () => createRules(versions).ref(id, on).version;
      if (expected === Number.NEGATIVE_INFINITY) expect(answer).toThrow(RangeError);
      else expect(answer()).toBe(expected);
      if (expected > 0) expect(createRules([...versions].reverse()).ref(id, on).version).toBe(expected);
    }),
  );
});

it("calls two versions overlapping exactly when some day holds both", () => {
  const bounded = anyVersion.filter(({ validFrom, validTo }) => !validFrom || !validTo || validFrom <= validTo);
  fc.assert(
    fc.property(bounded, bounded, (left, right) => {
      expect(overlap(left, right)).toBe(days.some((on) => holdsOn(left, on) && holdsOn(right, on)));
      expect(overlap(left, right)).toBe(overlap(right, left));
    }),
  );
});

it("never calls a clash between versions of one source", () => {
  fc.assert(
    fc.property(fc.array(anyVersion, { maxLength: 12 }), (versions) => {
      for (const { console, file } of findClashes(versions)) {
        expect([console.source, file.source, console.id]).toEqual(["console", "file", file.id]);
      }
      expect(findClashes(versions.filter((version) => version.source === "file"))).toEqual([]);
    }),
  );
});
