import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { decisionFaults, dependencyFaults } from "./checks/decisions";
import { ROOT } from "./support/tree";

const FOLDER = join(ROOT, "docs/adr");
const records = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".md"))
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), "utf8") }));

describe("decisions", () => {
  it("are numbered without a gap and say what, why and what follows", () => {
    expect(records.length).toBeGreaterThan(5);
    expect(decisionFaults(records)).toEqual([]);
  });

  it("name every dependency, and none that is not there", () => {
    const list = records.find(({ name }) => name.endsWith("-dependencies.md"))?.text ?? "";
    const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Record<
      string,
      Record<string, string>
    >;
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(dependencyFaults(list, names)).toEqual([]);
  });

  it("are found when one is out of form", () => {
    const good = "# 0001 A\n\nStatus: accepted, 2026-11\n\n## Context\n\n## Decision\n\n## Consequences\n";
    expect(decisionFaults([{ name: "0001-a.md", text: good }])).toEqual([]);
    expect(decisionFaults([{ name: "0002-a.md", text: good.replace("## Decision", "") }])).toEqual([
      "0002-a.md: number 2 at place 1",
      "0002-a.md: no title of its number",
      "0002-a.md: no Decision",
    ]);
  });

  it("are found when a dependency is missing, or left", () => {
    expect(dependencyFaults("| `pg` | MIT | the driver |\n| `old` | MIT | x |", ["pg", "new"])).toEqual([
      "new: not in the list",
      "old: in the list, not in package.json",
    ]);
  });
});
