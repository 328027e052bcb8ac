import { describe, expect, it } from "vitest";
import { CONDITIONS } from "./model";
import { toldRemaining } from "./told";

describe("what a customer is told remains", () => {
  it("is what he sees to himself, each thing once", () => {
    expect(toldRemaining([{ code: "balance" }, { code: "standing" }, { code: "live-measure" }])).toBe(3);
    expect(toldRemaining([{ code: "live-measure" }, { code: "live-measure" }])).toBe(2);
    expect(toldRemaining([])).toBe(0);
  });

  it("never counts what only the desks know of", () => {
    const untold = CONDITIONS.filter((code) => toldRemaining([{ code }]) === 0);
    expect(untold).toEqual(["held-money", "open-case", "legal-hold", "under-review", "core-silent"]);
  });
});
