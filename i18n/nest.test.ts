import { describe, expect, it } from "vitest";
import { nest } from "./nest";

describe("nest", () => {
  it("turns dotted keys into branches at every depth", () => {
    expect(nest({ refusals: { "a.b.c": "one", "a.b.d": "two", "a.e": "three" }, title: "four" })).toEqual({
      refusals: { a: { b: { c: "one", d: "two" }, e: "three" } },
      title: "four",
    });
  });
  it("merges a dotted key into a branch that is already there", () => {
    expect(nest({ a: { b: "one" }, "a.c": "two" })).toEqual({ a: { b: "one", c: "two" } });
  });
  it.each([[{ a: "text", "a.b": "branch" }], [{ "a.b": "branch", a: "text" }], [{ "a.b": "one", a: { b: "two" } }]])(
    "refuses a path said twice",
    (messages) => {
      expect(() => nest(messages)).toThrow(RangeError);
    },
  );
});
