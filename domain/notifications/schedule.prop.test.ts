import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantFromEpoch, shanghaiDate, weekday } from "../shared/time";
import { NOTICE_KIND_NAMES, NOTICE_KINDS } from "./codes";
import { DIGESTS, type Preferences } from "./model";
import { afterQuiet, mailAt, nextDigest } from "./schedule";

const now = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) }).map(instantFromEpoch);
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const preferences: fc.Arbitrary<Preferences> = fc.record({
  locale: fc.constant("en" as const),
  digest: fc.constantFrom(...DIGESTS),
  digestHour: fc.integer({ min: 0, max: 23 }),
  quiet: fc.option(fc.record({ from: time, until: time })),
  choices: fc.constant({}),
});
const weekdays = (date: ReturnType<typeof shanghaiDate>) => weekday(date) < 6;

describe("when an e-mail goes out", () => {
  it("is never in the past, never in quiet hours, and less than a day after them", () => {
    fc.assert(
      fc.property(preferences, now, ({ quiet }, moment) => {
        const then = afterQuiet(quiet, moment);
        expect(then >= moment).toBe(true);
        expect(afterQuiet(quiet, then)).toBe(then);
        expect(Date.parse(then) - Date.parse(moment)).toBeLessThan(24 * 3_600_000);
      }),
    );
  });

  it("is a later moment for a digest, on a worked day where that was asked for", () => {
    fc.assert(
      fc.property(preferences, now, (chosen, moment) => {
        const then = nextDigest(chosen, moment, weekdays);
        expect(then > moment).toBe(true);
        if (chosen.digest === "working-days") expect(weekdays(shanghaiDate(then))).toBe(true);
      }),
    );
  });

  it("waits for nothing when the kind is urgent, and is none where suspicion is touched", () => {
    fc.assert(
      fc.property(preferences, now, fc.constantFrom(...NOTICE_KIND_NAMES), (chosen, moment, kind) => {
        expect(mailAt(chosen, { kind, clearance: "suspicion" }, moment, weekdays)).toBeNull();
        const then = mailAt(chosen, { kind, clearance: "general" }, moment, weekdays);
        if (NOTICE_KINDS[kind].urgent) expect(then).toBe(moment);
        else if (then) expect(afterQuiet(chosen.quiet, then)).toBe(then);
      }),
    );
  });
});
