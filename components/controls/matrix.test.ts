import { describe, expect, it } from "vitest";
import { heldBy } from "./matrix";

describe("the sum held back", () => {
  it("counts measures of a fixed amount alone", () => {
    expect(heldBy([])).toBe(0n);
    expect(
      heldBy([
        { scope: "amount", amountMinor: 120_000n },
        { scope: "debit", amountMinor: null },
        { scope: "amount", amountMinor: 5n },
      ]),
    ).toBe(120_005n);
  });
});
