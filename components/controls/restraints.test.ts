import { describe, expect, it } from "vitest";
import type { Extent, MeasureKind, MeasureState } from "@/domain/controls/model";
import { restraintsOf } from "./restraints";

const held = (id: string, extent: Partial<Extent>, state: MeasureState = "in-force", kind: MeasureKind = "freeze") => ({
  id,
  kind,
  state,
  scope: "debit" as const,
  amountMinor: null,
  target: null,
  ...extent,
});

describe("what an account may not do, and why", () => {
  it("names each thing once with every measure behind it", () => {
    const found = restraintsOf([
      held("k", { scope: "card", target: "card-1" }),
      held("a", { scope: "all" }),
      held("b", { scope: "debit" }),
      held("c", { scope: "amount", amountMinor: 500n }),
      held("d", { scope: "amount", amountMinor: 700n }),
    ]);
    expect(found.map(({ aspect, target, amountMinor, measures }) => [aspect, target, amountMinor, measures])).toEqual([
      ["debit", null, 0n, ["a", "b"]],
      ["credit", null, 0n, ["a"]],
      ["amount", null, 1200n, ["c", "d"]],
      ["card", "card-1", 0n, ["k"]],
    ]);
  });
  it("counts neither what has ended nor a deduction", () => {
    expect(restraintsOf([held("a", {}, "released"), held("b", {}, "proposed")])).toEqual([]);
    expect(restraintsOf([held("c", { scope: "amount", amountMinor: 9n }, "instructed", "deduction")])).toEqual([]);
  });
});
