import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { dataDirOf, inRoot } from "./lib/paths.mjs";
import { explain } from "./lib/report.mjs";
import { findRunning } from "./lib/running.mjs";

/** Commands that need no database, or start what they need themselves. */
const WITHOUT_DATABASE = new Set(["docs", "rulebook-coverage", "screenshots"]);
/** Commands that make the schema themselves: in a database that must be empty, or in one of their own. */
const WITHOUT_SCHEMA = new Set(["restore", "bench"]);
const FOLDER = inRoot("server", "cli");

const commands = () =>
  existsSync(FOLDER)
    ? readdirSync(FOLDER)
        .filter((name) => /^[a-z-]+\.ts$/.test(name))
        .map((name) => name.slice(0, -3))
    : [];

/** Runs a TypeScript file with the terminal as its own; gives its exit code. */
function runTypeScript(file, args, env, stdio = "inherit") {
  return new Promise((resolve, reject) => {
    const argv = ["--import", import.meta.resolve("tsx"), file, ...args];
    const all = { ...process.env, TSX_TSCONFIG_PATH: inRoot("tsconfig.json"), ...env };
    const child = spawn(process.execPath, argv, { stdio, env: all });
    // The command gets Ctrl-C from the terminal itself; we live on to clear up after it.
    process.on("SIGINT", () => {});
    for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

async function mustSucceed(running) {
  if ((await running) !== 0) throw new Error("The database could not be made ready");
}

async function withDatabase(dataDir, { schema }, work) {
  const { startPostgres } = await import("./lib/postgres.mjs");
  const { databaseState } = await import("./lib/database-state.mjs");
  const { seedOnce } = await import("./lib/seed-once.mjs");
  mkdirSync(join(dataDir, "logs"), { recursive: true, mode: 0o700 });
  const database = await startPostgres({ dataDir, logFile: join(dataDir, "logs", "postgres.log") });
  try {
    const env = { DATABASE_URL: database.url };
    const { migrated, identity } = await databaseState(database.url);
    if (schema && !migrated) await mustSucceed(runTypeScript(inRoot("db", "migrate.ts"), [], env));
    if (schema && process.env.DEMO !== "0") {
      await seedOnce(dataDir, identity, async () => {
        process.stderr.write("Making demo data for the first use\n");
        await mustSucceed(
          runTypeScript(inRoot("db", "seed", "demo.ts"), [], { ...env, DATA_DIR: dataDir }, ["ignore", 2, 2]),
        );
      });
    }
    return await work(env);
  } finally {
    await database.stop();
  }
}

async function main([command, ...args]) {
  const known = commands();
  if (!command || !known.includes(command)) {
    process.stderr.write(`${command ? `Unknown command: ${command}\n` : ""}Commands: ${known.join(", ")}\n`);
    return 2;
  }
  await ensureDependencies({ onInstall: () => process.stderr.write("Installing dependencies\n") });
  const file = join(FOLDER, `${command}.ts`);
  const dataDir = dataDirOf();
  if (args.includes("--help") || WITHOUT_DATABASE.has(command)) return runTypeScript(file, args, { DATA_DIR: dataDir });
  const { loadSecrets } = await import("./lib/secrets.mjs");
  const env = { DATA_DIR: dataDir, ...findRunning(dataDir)?.env, ...loadSecrets(dataDir).env };
  return withDatabase(dataDir, { schema: !WITHOUT_SCHEMA.has(command) }, (database) =>
    runTypeScript(file, args, { ...env, ...database }),
  );
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
