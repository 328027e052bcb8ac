import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Journal, migrationFaults } from "./checks/migrations";
import { ROOT } from "./support/tree";

const FOLDER = join(ROOT, "db/migrations");
const sqlFiles = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".sql"));
const journal = JSON.parse(readFileSync(join(FOLDER, "meta/_journal.json"), "utf8")) as Journal;

let scratch = "";
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "hegui-migrations-"));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The statements `npm run db:generate` would add to a copy of the migrations. */
function generated(copy: string): string {
  const before = sqlFiles(copy);
  const program = join(ROOT, "node_modules/drizzle-kit/bin.cjs");
  const flags = [
    "--dialect",
    "postgresql",
    "--schema",
    "./db/schema/*.ts",
    "--casing",
    "snake_case",
    "--out",
    relative(ROOT, copy),
  ];
  const ran = spawnSync(process.execPath, [program, "generate", ...flags], { cwd: ROOT, encoding: "utf8" });
  const added = sqlFiles(copy).filter((name) => !before.includes(name));
  // The program ends with 0 whatever happened: only one of the two words says that it got through.
  expect(ran.stdout).toContain(added.length > 0 ? "SQL migration file" : "No schema changes");
  return added.map((name) => readFileSync(join(copy, name), "utf8")).join("\n");
}

function copyOf(name: string): string {
  const copy = join(scratch, name);
  cpSync(FOLDER, copy, { recursive: true });
  return copy;
}

describe("migrations", () => {
  it("are listed in order, each with its file", () => {
    expect(journal.entries.length).toBeGreaterThan(0);
    expect(migrationFaults(journal, sqlFiles(FOLDER))).toEqual([]);
  });

  it("say all that the tables say", () => {
    expect(generated(copyOf("as-is"))).toBe("");
  });

  it("are found when they lag behind the tables", () => {
    const copy = copyOf("behind");
    const last = join(copy, "meta", `${String(journal.entries.length - 1).padStart(4, "0")}_snapshot.json`);
    const snapshot = JSON.parse(readFileSync(last, "utf8")) as { tables: Record<string, unknown> };
    delete snapshot.tables["public.worker_heartbeats"];
    writeFileSync(last, JSON.stringify(snapshot));
    expect(generated(copy)).toContain('CREATE TABLE "worker_heartbeats"');
  });

  it("are found out of order, unlisted or lost", () => {
    const entry = (idx: number, when: number, tag: string) => ({ idx, when, tag });
    const good = [entry(0, 10, "0000_a"), entry(1, 20, "0001_b")];
    expect(migrationFaults({ entries: good }, ["0000_a.sql", "0001_b.sql"])).toEqual([]);
    expect(migrationFaults({ entries: good }, ["0000_a.sql", "0002_c.sql"])).toEqual([
      "0002_c.sql: not in the journal",
      "0001_b.sql: no such file",
    ]);
    const odd = [entry(0, 10, "0000_a"), entry(2, 10, "0002_b")];
    expect(migrationFaults({ entries: odd }, ["0000_a.sql", "0002_b.sql"])).toEqual([
      "0002_b: number 2 at place 1",
      "0002_b: not named after place 1",
      "0002_b: not later than 0000_a",
    ]);
  });
});
