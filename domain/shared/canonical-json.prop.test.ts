import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical-json";

const json = fc.jsonValue({ maxDepth: 4, stringUnit: "binary" }).filter((value) => !hasLoneSurrogate(value));

function hasLoneSurrogate(value: unknown): boolean {
  return /\\ud[89a-f][0-9a-f]{2}/.test(JSON.stringify(value));
}

/** The same value with the members of every object put in another order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reordered(member)]),
  );
}

describe("canonical JSON", () => {
  it("does not depend on the order of members", () => {
    fc.assert(fc.property(json, (value) => canonicalJson(reordered(value)) === canonicalJson(value)));
  });

  it("reads back as the same value, and writes the same text again", () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it("gives different texts to different values", () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        const same = canonicalJson(a) === canonicalJson(b);
        expect(same).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));
      }),
    );
  });

  it("sorts keys by UTF-16 code units and writes numbers as ECMAScript does", () => {
    const value = { "\u20ac": 1, "\r": 2, "1": 3, "\u{1f600}": 4, "\ufb33": 5, ö: 6, n: [1e30, 4.5, 2e-3, 1e-27, -0] };
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":3,"n":[1e+30,4.5,0.002,1e-27,0],"ö":6,"€":1,"😀":4,"\ufb33":5}');
  });

  it("keeps a bigint apart from the number and the text it looks like, and steady under reading", () => {
    fc.assert(
      fc.property(fc.bigInt(), (value) => {
        const text = canonicalJson({ amount: value });
        expect(text).toBe(`{"amount":{"$bigint":"${value}"}}`);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(text).not.toBe(canonicalJson({ amount: value.toString() }));
      }),
    );
  });

  it("leaves undefined members out", () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  it.each([
    ["NaN", { a: [Number.NaN] }, "$.a[0]"],
    ["infinity", Number.POSITIVE_INFINITY, "$"],
    ["undefined", undefined, "$"],
    ["undefined in an array", [undefined], "$[0]"],
    // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
    ["a hole", [1, , 2], "$[1]"],
    ["a function", { f: () => 1 }, "$.f"],
    ["a map", { m: new Map() }, "$.m"],
    ["a lone surrogate", ["\ud800"], "$[0]"],
    ["a cycle", cycle, "$.self"],
  ])("refuses %s, naming the place", (_, value, path) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson(value)).toThrow(`${path}:`);
  });

  it("takes one value twice in one tree: that is no cycle", () => {
    const shared = { x: 1 };
    expect(canonicalJson([shared, shared])).toBe('[{"x":1},{"x":1}]');
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => [key, "member", sorted(member)])
    .concat([["object"]]);
}
