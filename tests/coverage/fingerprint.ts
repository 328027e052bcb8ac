import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** All that a unit test of `domain/` may depend on, and the lane itself. */
const SOURCES = [
  "domain",
  "rulebook",
  "tests/coverage",
  "tests/setup-unit.ts",
  "vitest.config.ts",
  "package-lock.json",
];

/** What a measurement writes itself. */
const WRITTEN = "rulebook/coverage.json";

function* filesOf(path: string): Generator<string> {
  if (!statSync(path).isDirectory()) {
    if (path !== WRITTEN) yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* filesOf(join(path, name));
}

/** A digest of those files' names and contents; equal digests mean an equal outcome. */
export function fingerprint(): string {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap((path) => [...filesOf(path)])) {
    const bytes = readFileSync(file);
    hash.update(`${file}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
}
