import { describe, expect, it } from "vitest";
import { breaches, tooLong } from "./checks/source-rules";
import { readTree } from "./support/tree";

const files = readTree();
const later = ["TO", "DO"].join("");
const apart = ["on", "ly"].join("");

describe("source text", () => {
  it("keeps the house's rules", () => {
    expect(files.length).toBeGreaterThan(200);
    expect(breaches(files)).toEqual([]);
  });

  it.each([
    ["domain/ledger/model.ts", `// ${later}: later`, "unfinished"],
    ["domain/ledger/model.test.ts", `it.${apart}("x", () => {});`, "a test left out or alone"],
    ["e2e/ledger.spec.ts", `await page.waitFor${"Timeout"}(5);`, "waits for a time, not for a thing"],
    ["playwright.config.ts", "export const config = { retries: 2 };", "a retried test"],
    ["server/ledger/store.ts", "process.env.PATH;", "only env.ts reads the environment"],
    ["domain/ledger/model.ts", "Date.now();", "pure code is told the time"],
    ["domain/ledger/model.ts", "Math.random();", "pure code draws no lots"],
    ["lib/a.ts", `// @ts-${"ig"}${"nore"}`, "a silenced check"],
    ["server/ledger/queries.ts", "sql.raw(input.sort)", "a statement put together from text"],
    ["server/ledger/store.ts", "drizzle({ client })", "one road for writes: a drizzle handle outside the kernel"],
  ])("finds in %s: %s", (path, text, says) => {
    expect(breaches([{ path, text: `\n${text}\n` }])).toEqual([`${path}:2: ${says}`]);
  });

  it("lets time be told where it is made, and the environment be read where it is read", () => {
    const good = [
      { path: "domain/shared/time.ts", text: "new Date(0)" },
      { path: "env.ts", text: "process.env.PATH" },
      { path: "server/kernel/clock.ts", text: "new Date()" },
    ];
    expect(breaches(good)).toEqual([]);
  });
});

describe("files", () => {
  it("fit a sitting", () => {
    expect(tooLong(files)).toEqual([]);
  });

  it("are found when they grow past 300 lines", () => {
    const text = "x\n".repeat(301);
    expect(tooLong([{ path: "server/a.ts", text }])).toEqual(["server/a.ts: 301 lines"]);
    expect(
      tooLong([
        { path: "server/a.ts", text: "x\n".repeat(300) },
        { path: "rulebook/a.ts", text },
      ]),
    ).toEqual([]);
  });
});
