import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inRoot } from "./paths.mjs";

/** A small tree with one planted mistake for each rule of the graph, and things that are allowed. */
const PLANTED = {
  "domain/capabilities.ts": undefined,
  "domain/shared/time.ts": "export const time = 1;",
  "domain/shared/bad.ts": 'import "../clocks/model";',
  "domain/clocks/model.ts": "export type Model = 1; export const model = 1;",
  "domain/clocks/outward.ts": 'import { controls } from "../controls/model"; export const a = controls;',
  "domain/clocks/reads.ts": 'import { readFileSync } from "node:fs"; export const a = readFileSync;',
  "domain/clocks/asks.ts": 'import { tables } from "../../db/schema/clocks"; export const a = tables;',
  "domain/clocks/draws.ts": 'import react from "react"; export const a = react;',
  "domain/clocks/round.ts": 'import { trip } from "./trip"; export const round = () => trip;',
  "domain/clocks/trip.ts": 'import { round } from "./round"; export const trip = () => round;',
  "domain/clocks/types-a.ts": 'import type { B } from "./types-b"; export type A = B; export const a = 1;',
  "domain/clocks/types-b.ts": 'import { a } from "./types-a"; export type B = typeof a;',
  "domain/clocks/alone.ts": "export const alone = 1;",
  "domain/controls/model.ts": 'import { model } from "../clocks/model"; export const controls = model;',
  "db/schema/clocks.ts": "export const tables = 1;",
  "db/schema/controls.ts": "export const tables = 1;",
  "server/clocks/store.ts": 'import "../../db/schema/controls"; export const store = 1;',
  "server/clocks/router.ts": 'import "../../db/schema/clocks"; import "../controls/store";',
  "server/controls/store.ts": 'import "../clocks/store"; export const store = 1;',
  "server/controls/commands/ok.ts": 'import "../store"; import "../../clocks/public";',
  "server/clocks/public.ts": 'export { store } from "./store";',
  "server/kernel/command.ts": 'import "../controls/store"; import "../../components/ui/page";',
  "components/ui/page.tsx": 'import "../../server/controls/store"; import "../../app/page"; export const p = <p>x</p>;',
  "components/ui/typed.tsx": 'import type { store } from "../../server/controls/store"; export type S = typeof store;',
  "app/page.tsx": 'import { store } from "../tests/double"; export const a = store;',
  "tests/double.ts": "export const store = 1;",
  "node_modules/react/package.json": '{ "name": "react", "version": "1.0.0", "main": "index.js" }',
  "node_modules/react/index.js": "module.exports = 1;",
  "sandbox/core.ts": 'import "../server/kernel/command";',
};

const EXPECTED = [
  "browser-side-no-server: components/ui/page.tsx → server/controls/store.ts",
  "components-know-no-app: components/ui/page.tsx → app/page.tsx",
  "domain-is-pure: domain/clocks/asks.ts → db/schema/clocks.ts",
  "domain-no-core: domain/clocks/reads.ts → fs",
  "domain-no-io: domain/clocks/draws.ts → node_modules/react/index.js",
  "domain-ring-foundation: domain/clocks/outward.ts → domain/controls/model.ts",
  "domain-shared-is-innermost: domain/shared/bad.ts → domain/clocks/model.ts",
  "kernel-knows-no-capability: server/kernel/command.ts → server/controls/store.ts",
  "no-cycle: domain/clocks/round.ts →",
  "no-orphan: domain/clocks/alone.ts",
  "no-orphan: domain/shared/time.ts",
  "no-tests-in-products: app/page.tsx → tests/double.ts",
  "own-tables-only: server/clocks/store.ts → db/schema/controls.ts",
  "sandbox-core-stands-alone: sandbox/core.ts → server/kernel/command.ts",
  "schema-only-from-store-and-queries: server/clocks/router.ts → db/schema/clocks.ts",
  "server-knows-no-browser: server/kernel/command.ts → components/ui/page.tsx",
  "server-only-through-public: server/clocks/router.ts → server/controls/store.ts",
  "server-only-through-public: server/controls/store.ts → server/clocks/store.ts",
  "server-ring-foundation: server/clocks/router.ts → server/controls/store.ts",
];

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hegui-checks-"));
  for (const [path, text] of Object.entries(PLANTED)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (text === undefined) cpSync(inRoot(path), join(folder, path));
    else writeFileSync(join(folder, path), `${text}\n`);
  }
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "biome.json"]) {
    cpSync(inRoot(name), join(folder, name));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args) => {
  const env = { ...process.env, NO_COLOR: "1" };
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: "utf8" });
  return { output: `${stdout}${stderr}`, status };
};

describe("the graph check", () => {
  it("names each planted mistake and nothing else", { timeout: 180_000 }, () => {
    const { output, status } = run(
      ...["--import", inRoot("scripts/lib/typescript-graph.mjs")],
      inRoot("node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
      ...["--config", ".dependency-cruiser.cjs"],
      ...["domain", "server", "db", "app", "components", "sandbox"],
    );
    const found = [...output.matchAll(/^ {2}error (.*)$/gm)].map(([, line = ""]) => line.trim());
    expect(found.sort()).toEqual(EXPECTED);
    expect(status).not.toBe(0);
  });
});

describe("the lint check", () => {
  const rules = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\n`);
    const { output } = run(
      inRoot("node_modules/@biomejs/biome/bin/biome"),
      "lint",
      "--vcs-enabled=false",
      "--colors=off",
      path,
    );
    rmSync(join(folder, path));
    return [...output.matchAll(/lint\/[a-z0-9]+\/([A-Za-z0-9]+)/g)].map(([, rule]) => rule);
  };

  it.each([
    ["the clock in domain", "domain/clocks/x.ts", "export const x = Date.now();", "noRestrictedGlobals"],
    ["the network in domain", "domain/clocks/x.ts", 'export const x = fetch("a");', "noRestrictedGlobals"],
    ["randomness in domain", "domain/clocks/x.ts", "export const x = Math.random();", "noJsRestrictedProperties"],
    ["Node in domain", "domain/clocks/x.ts", 'import fs from "node:fs";\nexport const x = fs;', "noRestrictedImports"],
    [
      "an alias in domain",
      "domain/clocks/x.ts",
      'import x from "@/server/x";\nexport const y = x;',
      "noRestrictedImports",
    ],
    ["process.env outside env.ts", "server/x.ts", "export const x = process.env.X;", "noProcessEnv"],
    ["text in JSX", "components/x.tsx", "export const X = () => <p>text</p>;", "noJsxLiterals"],
    ["any", "lib/x.ts", "export const x: any = 1;", "noExplicitAny"],
    ["a default export", "lib/x.ts", "export default 1;", "noDefaultExport"],
    ["a skipped test", "lib/x.test.ts", 'import { it } from "vitest";\nit.skip("a", () => {});', "noSkippedTests"],
    [
      "waiting for time in the browser",
      "e2e/x.spec.ts",
      'import { test } from "@playwright/test";\ntest("a", async ({ page }) => {\n  await page.waitForTimeout(1);\n});',
      "noPlaywrightWaitForTimeout",
    ],
  ])("finds %s", (_, path, text, rule) => {
    expect(rules(path, text)).toContain(rule);
  });

  it("lets tests and shared/time do what they must", () => {
    expect(rules("domain/shared/time.ts", "export const x = Date.now();")).toEqual([]);
    expect(rules("app/layout.tsx", "export default function Layout() {\n  return null;\n}")).toEqual([]);
  });
});
