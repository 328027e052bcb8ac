import { parseArgs } from "node:util";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { explain, seconds } from "./lib/report.mjs";

const HELP = `npm test                        everything; the last line is \`N passed, N failed\`
npm test -- --only unit,lint    some lanes: build types lint graph unused structure unit integration e2e
npm test -- --postgres 15       the database tests on the oldest PostgreSQL served, in place of the product's own
npm test -- --help              this text

Environment
  CHROMIUM_PATH  the browser to test in (else one is found, or installed)
  E2E_TRACE      set: a failed browser test leaves a recording of its steps in .test/e2e`;

const write = (line) => process.stdout.write(`${line}\n`);

/** All lanes. The browser and the database tests fill the machine and run alone; the rest shares it. */
async function lanesOf(chromium, databaseUrl) {
  const { ensureBuild } = await import("./lib/build.mjs");
  const { staticLanes, vitestLane } = await import("./lib/checks.mjs");
  const { browserLane } = await import("./lib/browser-lane.mjs");
  const build = { name: "build", work: async () => void (await ensureBuild()) };
  const env = databaseUrl ? { TEST_DATABASE_URL: databaseUrl } : {};
  const quick = [build, ...staticLanes({ built: true }), vitestLane("unit")];
  return [
    ...quick,
    vitestLane("integration", { cores: 2, env, after: quick.map(({ name }) => name) }),
    browserLane(chromium, { cores: 2, after: [...quick.map(({ name }) => name), "integration"] }),
  ];
}

/** @param {string[] | undefined} only @param {15 | undefined} version of PostgreSQL */
async function runTests(only, version) {
  const wants = (name) => !only || only.includes(name);
  await ensureDependencies({ onInstall: () => write("  … installing dependencies") });
  const { ensureChromium } = await import("./lib/chromium.mjs");
  const { startPostgres } = await import("./lib/postgres.mjs");
  const { runLanes } = await import("./lib/lanes.mjs");
  const chromium = wants("e2e") ? ensureChromium(write) : undefined;
  const database = wants("integration") ? await startPostgres({ test: true, version }) : undefined;
  try {
    const lanes = (await lanesOf(chromium, database?.url)).filter(({ name }) => wants(name));
    if (lanes.length === 0) throw new Error(`No such lane: ${only?.join(", ")}`);
    return await runLanes(lanes, { write });
  } finally {
    await database?.stop();
  }
}

try {
  const options = { help: { type: "boolean", short: "h" }, only: { type: "string" }, postgres: { type: "string" } };
  const { values } = parseArgs({ options });
  if (values.help) {
    write(HELP);
    process.exit(0);
  }
  if (values.postgres !== undefined && values.postgres !== "15") throw new Error("--postgres takes 15");
  const since = performance.now();
  // Ending here ends what was started: everything is tied to this process.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(130));
  const { passed, failed } = await runTests(values.only?.split(","), values.postgres && 15);
  write(`  ${seconds(since)}`);
  write(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
