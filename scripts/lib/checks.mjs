import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureRouteTypes } from "./build.mjs";
import { mustPass, REPORTS } from "./lanes.mjs";
import { inRoot } from "./paths.mjs";
import { countVitest, readCounts } from "./reports.mjs";

/** Without a reader for TypeScript dependency-cruiser sees nothing and passes: fewer modules than this is a failure. */
const LEAST_MODULES = 30;
const CRUISED = [
  "domain",
  "server",
  "db",
  "app",
  "components",
  "lib",
  "i18n",
  "rulebook",
  "sandbox",
  "worker.ts",
  "gateway.ts",
  "env.ts",
];

/** @param {import("./lanes.mjs").Run} run */
async function graph(run) {
  const roots = CRUISED.filter((name) => existsSync(inRoot(name)));
  const program = "node_modules/dependency-cruiser/bin/dependency-cruise.mjs";
  const { output } = await mustPass(run, [
    "--import",
    "./scripts/lib/typescript-graph.mjs",
    program,
    "--config",
    ".dependency-cruiser.cjs",
    ...roots,
  ]);
  const modules = Number(/\((\d+) modules/.exec(output)?.[1] ?? 0);
  if (modules < LEAST_MODULES) throw new Error(`dependency-cruiser saw ${modules} modules only`);
}

/**
 * A lane that runs one Vitest project and counts its tests.
 * @param {string} project
 * @param {Partial<import("./lanes.mjs").Lane> & { env?: Record<string, string> }} [options]
 * @returns {import("./lanes.mjs").Lane}
 */
export function vitestLane(project, { env, ...lane } = {}) {
  return {
    name: project,
    ...lane,
    async work(run) {
      const report = join(REPORTS, `${project}.json`);
      rmSync(report, { force: true });
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
      const { code } = await run(["node_modules/vitest/vitest.mjs", "run", "--project", project, ...reporters], env);
      return readCounts(report, countVitest, code);
    },
  };
}

/**
 * The static half of `npm test`.
 * @param {{ built?: boolean }} [options] `built`: a build lane of the same run writes the route types first
 * @returns {import("./lanes.mjs").Lane[]}
 */
export function staticLanes({ built = false } = {}) {
  return [
    {
      name: "types",
      after: ["build"],
      async work(run) {
        if (!built) await ensureRouteTypes();
        await mustPass(run, ["node_modules/typescript/bin/tsc", "--noEmit"]);
      },
    },
    {
      name: "lint",
      work: (run) =>
        mustPass(run, [
          "node_modules/@biomejs/biome/bin/biome",
          "ci",
          "--colors=off",
          "--diagnostic-level=error",
          ".",
        ]).then(() => {}),
    },
    { name: "graph", work: graph },
    { name: "unused", work: (run) => mustPass(run, ["node_modules/knip/bin/knip.js", "--no-progress"]).then(() => {}) },
    vitestLane("structure"),
  ];
}
