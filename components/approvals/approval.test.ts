import { describe, expect, it } from "vitest";
import { moneyOfInput, nextOf, obstacleOf, standingOf } from "./approval";

const change = { key: "account", label: "l", before: null, after: null };
const snapshot = (digest: string, fresh: boolean) => ({ inputs: [], digest, fresh });

describe("an approval on screen", () => {
  it("is void as soon as a fact that ends it has changed", () => {
    expect(standingOf({ status: "pending", voided: [] })).toBe("pending");
    expect(standingOf({ status: "pending", voided: [change] })).toBe("void");
    expect(standingOf({ status: "approved", voided: [] })).toBe("approved");
  });
  it("cannot be approved on stale, unseen or changed facts", () => {
    expect(obstacleOf({ current: snapshot("a", true), voided: [change] }, "a")).toBe("void");
    expect(obstacleOf({ current: snapshot("a", false), voided: [] }, "a")).toBe("preview");
    expect(obstacleOf({ current: null, voided: [] }, "a")).toBe("preview");
    expect(obstacleOf({ current: snapshot("b", true), voided: [] }, "a")).toBe("look");
    expect(obstacleOf({ current: snapshot("a", true), voided: [] }, "a")).toBeNull();
  });
  it("is followed by its neighbour", () => {
    expect(nextOf("a", ["a", "b"])).toBe("b");
    expect(nextOf("b", ["a", "b"])).toBe("a");
    expect(nextOf("x", ["a"])).toBe("a");
    expect(nextOf("a", ["a"])).toBeNull();
  });
  it("reads a balance of a snapshot", () => {
    expect(moneyOfInput("1200.50 CNY")).toEqual({ whole: "1200.50", currency: "CNY" });
    expect(moneyOfInput("v3")).toBeNull();
  });
});
