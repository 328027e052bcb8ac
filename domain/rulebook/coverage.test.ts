import { expect, it } from "vitest";
import type { CodedEntry } from "./coded-entry";
import { classify, type Level } from "./coverage";
import { versionOf } from "./testing";

const entry = (rule: string): CodedEntry => ({ code: "example", kind: "reason", rules: [rule] });

/** Where one rule lands, by what it must reach and what it reached. */
function landing(required: Level, reached: Level | "nothing") {
  const coverage = classify({
    required: { "law-example": required },
    versions: reached === "nothing" ? [] : [versionOf({})],
    proven: new Set(reached === "enforced" ? ["law-example"] : []),
    codes: reached === "recorded" ? [entry("law-example")] : [],
  });
  return Object.entries(coverage).find(([, ids]) => Array.isArray(ids) && ids.includes("law-example"))?.[0];
}

it.each([
  ["enforced", "enforced", "enforced"],
  ["enforced", "recorded", "missing"],
  ["enforced", "informational", "missing"],
  ["recorded", "enforced", "enforced"],
  ["recorded", "recorded", "recorded"],
  ["recorded", "informational", "missing"],
  ["informational", "recorded", "recorded"],
  ["informational", "informational", "informational"],
  ["informational", "nothing", "missing"],
] as const)("must be %s, is %s: %s", (required, reached, expected) => {
  expect(landing(required, reached)).toBe(expected);
});

it("puts every required rule into exactly one list, and no other rule into any", () => {
  const coverage = classify({
    required: { b: "enforced", a: "informational", c: "recorded" },
    versions: [versionOf({ id: "a" }), versionOf({ id: "law-other" })],
    proven: new Set(["law-other"]),
    codes: [entry("c")],
  });
  expect(coverage).toEqual({ total: 3, enforced: [], recorded: ["c"], informational: ["a"], missing: ["b"] });
});
