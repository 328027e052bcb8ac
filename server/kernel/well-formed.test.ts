import { describe, expect, it } from "vitest";
import { malformedPath } from "./well-formed";

describe("malformedPath", () => {
  it.each([
    [{ note: "a\u0000b" }, "note"],
    [{ a: [{ b: "ok" }, { b: "\ud800" }] }, "a.1.b"],
    [{ a: { "x\u0000": 1 } }, "a"],
    ["\udc00", ""],
  ])("finds %j at %j", (input, path) => expect(malformedPath(input)).toBe(path));

  it("lets every other text pass, and ends on what holds itself", () => {
    const round: Record<string, unknown> = { text: "𠮷野家 👩‍👩‍👧‍👦 \u202e\u001b\n", none: null, number: 1 };
    round.self = round;
    expect(malformedPath(round)).toBeNull();
  });
});
