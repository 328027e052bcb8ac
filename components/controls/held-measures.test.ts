import { describe, expect, it } from "vitest";
import type { DifferenceSide } from "./difference";
import { heldMeasures } from "./held-measures";

const measure = (id: string, changes: Partial<DifferenceSide["measures"][number]> = {}) => ({
  id,
  number: null,
  scope: "debit" as const,
  amountMinor: null,
  target: null,
  state: null,
  differs: false,
  ...changes,
});

describe("the measures of both sides", () => {
  it("are each told once, with whether the core holds them", () => {
    const ours = { measures: [measure("a", { state: "in-force" }), measure("b", { differs: true })] };
    const theirs = { measures: [measure("a"), measure("c", { differs: true })] };
    expect(heldMeasures(ours, theirs).map(({ id, atCore, differs }) => [id, atCore, differs])).toEqual([
      ["a", true, false],
      ["b", false, true],
      ["c", true, true],
    ]);
  });

  it("differ where either side says so", () => {
    const [one] = heldMeasures({ measures: [measure("a")] }, { measures: [measure("a", { differs: true })] });
    expect(one?.differs).toBe(true);
  });
});
