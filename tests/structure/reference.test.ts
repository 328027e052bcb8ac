import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { page, table } from "@/server/reference/page";
import { referencePages } from "@/server/reference/pages";
import { wordsByCode } from "@/server/reference/words";
import { stale } from "./checks/stale";
import { ROOT } from "./support/tree";

const read = (name: string) => {
  const file = join(ROOT, "docs/reference", name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
};

describe("generated reference", () => {
  it("is what `npm run docs` would write now", async () => {
    expect(stale(await referencePages(), read)).toEqual([]);
  });

  it("is found stale or missing", () => {
    const pages = [page("a.md", "A", "Says."), page("b.md", "B", "Says."), page("c.md", "C", "Says.")];
    const kept: Record<string, string> = { "a.md": pages[0]?.text ?? "", "b.md": "old" };
    expect(stale(pages, (name) => kept[name])).toEqual(["b.md: run npm run docs", "c.md: run npm run docs"]);
  });
});

describe("reference pages", () => {
  it("keep a bar inside its cell", () => {
    expect(table(["a"], [["x|y"]])).toBe("| a |\n| --- |\n| x\\|y |");
  });

  it("find words under the short and the whole code", () => {
    const messages = {
      ledger: { refusals: { entry: { late: "Late" }, ledger: { entry: { closed: "Closed" } } }, title: "L" },
    };
    expect([...wordsByCode(messages, "refusals")]).toEqual([
      ["ledger.entry.closed", "Closed"],
      ["ledger.entry.late", "Late"],
    ]);
  });
});
