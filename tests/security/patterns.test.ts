import { describe, expect, it } from "vitest";
import { readTree } from "../structure/support/tree";
import { patternsIn, slowPatterns } from "./support/patterns";

describe("patterns", { timeout: 600_000 }, () => {
  it("end soon on every text made against them", async () => {
    const patterns = readTree()
      .filter(({ path }) => /^(app|components|domain|i18n|lib|scripts|server|[^/]+\.ts)/.test(path))
      .filter(({ path }) => /\.(ts|tsx|mjs)$/.test(path) && !/\.test\./.test(path))
      .flatMap(({ path, text }) => patternsIn(path, text));
    expect(patterns.length).toBeGreaterThan(150);
    expect(await slowPatterns(patterns)).toEqual([]);
  });

  it("are found where they are written", () => {
    const text = "const a = /^(a+)+$/;\nif (/x\\/[/]y/u.test(b)) c = d / e / f;\nreturn <p>a</p>;";
    expect(patternsIn("x.ts", text).map(({ at, source }) => `${at} ${source}`)).toEqual([
      "x.ts:1 ^(a+)+$",
      "x.ts:2 x\\/[/]y",
    ]);
  });

  it("that do not end are found", async () => {
    const bad = { at: "x.ts:1", source: "^(a+)+$", flags: "" };
    const good = { at: "x.ts:2", source: "^a+$", flags: "u" };
    expect(await slowPatterns([bad, good], { patience: 5_000 })).toEqual(["x.ts:1 /^(a+)+$/ does not end"]);
  });
});
