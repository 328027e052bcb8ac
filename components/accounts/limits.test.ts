import { describe, expect, it } from "vitest";
import { distinctCaps, limitTone, shareUsed, tightestCap } from "./limits";

const cap = (usedMinor: bigint, capMinor: bigint, ruleId = "a") => ({
  window: "year" as const,
  ownName: "left-out" as const,
  usedMinor,
  capMinor,
  basis: { ruleId, version: 1 },
});

describe("limits of an account on its page", () => {
  it("says a cap that two rules set alike once, with both rules", () => {
    const found = distinctCaps([cap(1n, 10n, "a"), cap(1n, 10n, "b"), cap(1n, 5n, "c")]);
    expect(found.map(({ basis }) => basis.map(({ ruleId }) => ruleId))).toEqual([["a", "b"], ["c"]]);
  });

  it("tells a share to a hundredth of a percent, of sums beyond what a number holds", () => {
    expect(shareUsed(cap(1n, 3n))).toBe(0.3333);
    expect(shareUsed(cap(90_071_992_547_409_930n, 90_071_992_547_409_930n))).toBe(1);
    expect(shareUsed(cap(0n, 0n))).toBe(0);
  });

  it("waits from nine tenths on and is late only beyond the cap", () => {
    expect([0.89, 0.9, 1, 1.0001].map(limitTone)).toEqual([null, "wait", "wait", "late"]);
  });

  it("finds the cap with the least room", () => {
    expect(tightestCap([cap(1n, 10n), cap(4n, 10n), cap(2n, 10n)])?.usedMinor).toBe(4n);
    expect(tightestCap([])).toBeNull();
  });
});
