import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ensureBuild } from "./build.mjs";
import { databaseState } from "./database-state.mjs";
import { inRoot } from "./paths.mjs";
import { freePort, isFree } from "./ports.mjs";
import { startPostgres } from "./postgres.mjs";
import { createProcesses } from "./processes.mjs";
import { createReporter, StartError } from "./report.mjs";
import { loadSecrets } from "./secrets.mjs";
import { seedOnce } from "./seed-once.mjs";

const TYPESCRIPT = ["--import", "tsx"];
/** The web server of a busy machine takes its time; one that died is noticed at once. */
const START_MS = 180_000;

/**
 * Starts everything: build, database, migrations, demo data, sandbox core and registry, worker, web. What does not depend on each
 * other runs side by side.
 * @param {object} options
 * @param {string} options.dataDir absolute
 * @param {number} options.port of the web server; 0 chooses a free one
 * @param {string} [options.host] address it listens on
 * @param {boolean} [options.demo] make demo data in an empty database
 * @param {boolean} [options.test] a database without durability
 * @param {boolean} [options.verbose] show every log line
 * @param {Record<string, string>} [options.env] added for every program
 * @param {AbortSignal} [options.signal] gives up while starting
 * @param {(line: string) => void} [options.write] where progress goes
 * @returns {Promise<{ url: string, env: Record<string, string>, failed: Promise<never>, stop: () => Promise<void> }>}
 *   `failed` rejects when web or database die; `stop` stops everything, the database last
 */
export async function startStack(options) {
  const { dataDir, verbose = false, write = () => {}, signal } = options;
  mkdirSync(dataDir, { recursive: true });
  const processes = createProcesses({ logFolder: join(dataDir, "logs"), write, verbose });
  signal?.addEventListener("abort", () => processes.fail(new StartError("Stopped while starting.")));
  try {
    const env = await environment(options);
    const databaseUrl = await Promise.race([bringUp(options, env, processes, createReporter(write)), processes.failed]);
    const full = { ...env, DATABASE_URL: databaseUrl };
    return { url: env.PUBLIC_URL, env: full, failed: processes.failed, stop: processes.stop };
  } catch (error) {
    await processes.stop();
    throw error;
  }
}

/** Gives the database's address when the web server answers. */
async function bringUp(options, env, processes, reporter) {
  const onBuild = () => reporter.line("  … building the pages");
  const build = reporter.step(
    "build",
    () => ensureBuild({ onBuild }),
    (built) => (built ? "" : null),
  );
  build.catch(processes.fail);
  processes.keep("core", [...TYPESCRIPT, "sandbox/core.ts"], env);
  if (env.MESSENGER_PORT) processes.keep("messenger", [...TYPESCRIPT, "sandbox/messenger.ts"], env);
  if (env.REGISTRY_PORT) processes.keep("registry", [...TYPESCRIPT, "sandbox/registry.ts"], env);
  if (env.PLATFORM_PORT) processes.keep("platform", [...TYPESCRIPT, "sandbox/platform.ts"], env);
  const database = await prepareDatabase(options, env, reporter, processes);
  const full = { ...env, DATABASE_URL: database.url };
  processes.keep("worker", [...TYPESCRIPT, "worker.ts"], { ...full, NODE_ENV: "production" });
  // A line for each payment would be a log nobody reads: what went wrong is said.
  processes.keep("gateway", [...TYPESCRIPT, "gateway.ts"], {
    LOG_LEVEL: "error",
    POOL_SIZE: "6",
    ...full,
    NODE_ENV: "production",
  });
  await build;
  await reporter.step("web", () => startWeb(options, full, processes));
  return database.url;
}

/** The environment every program of the stack gets, but for the database's address. */
async function environment({ dataDir, port, host = "127.0.0.1", env = {} }) {
  const webPort = port || (await freePort());
  if (port && !(await isFree(port, host))) {
    throw new StartError(`Port ${port} is in use. Choose another: PORT=${port + 1} npm start`);
  }
  const corePort = await freePort();
  const registryPort = await freePort();
  const messengerPort = await freePort();
  const platformPort = await freePort();
  const gatewayPort = process.env.GATEWAY_PORT || String(await freePort());
  const shown = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const url = process.env.PUBLIC_URL || `http://${shown}:${webPort}`;
  return {
    DATA_DIR: dataDir,
    HOST: host,
    PORT: String(webPort),
    PUBLIC_URL: url,
    NEXTAUTH_URL: url,
    CORE_PORT: String(corePort),
    CORE_URL: `http://127.0.0.1:${corePort}`,
    CORE_CALLBACK_URL: `http://${shown}:${webPort}/api/core/callbacks`,
    ...(process.env.REGISTRY_URL
      ? { REGISTRY_URL: process.env.REGISTRY_URL }
      : { REGISTRY_PORT: String(registryPort), REGISTRY_URL: `http://127.0.0.1:${registryPort}` }),
    ...(process.env.MESSENGER_URL
      ? { MESSENGER_URL: process.env.MESSENGER_URL }
      : {
          MESSENGER_PORT: String(messengerPort),
          MESSENGER_URL: `http://127.0.0.1:${messengerPort}`,
          MESSENGER_RECEIPT_URL: `http://${shown}:${webPort}/api/messenger/receipts`,
        }),
    ...(process.env.PLATFORM_URL
      ? { PLATFORM_URL: process.env.PLATFORM_URL }
      : {
          PLATFORM_PORT: String(platformPort),
          PLATFORM_URL: `http://127.0.0.1:${platformPort}`,
          PLATFORM_CONSOLE_URL: `http://${shown}:${webPort}/api/platform/orders`,
        }),
    GATEWAY_PORT: gatewayPort,
    GATEWAY_URL: `http://127.0.0.1:${gatewayPort}`,
    NEXT_TELEMETRY_DISABLED: "1",
    ...loadSecrets(dataDir).env,
    ...env,
  };
}

async function prepareDatabase({ dataDir, demo = true, test = false }, env, reporter, processes) {
  const starting = reporter.step(
    "database",
    () =>
      startPostgres({
        dataDir,
        test,
        exclusive: true,
        logFile: join(dataDir, "logs", "postgres.log"),
        onWait: () => reporter.line("  … another command is using the database; waiting for it to end"),
      }),
    ({ started }) => (started ? "" : "DATABASE_URL"),
  );
  processes.addLast("database", async () => (await starting.catch(() => undefined))?.stop());
  const database = await starting;
  processes.watch("database", database.ended);
  const full = { ...env, DATABASE_URL: database.url };
  const state = await databaseState(database.url);
  if (!state.migrated) {
    await reporter.step("migrations", () => processes.once("migrate", [...TYPESCRIPT, "db/migrate.ts"], full));
  }
  const seed = async () => {
    reporter.line("  … making demo data");
    await reporter.step("demo data", () => processes.once("demo-data", [...TYPESCRIPT, "db/seed/demo.ts"], full));
  };
  if (demo) await seedOnce(dataDir, state.identity, seed);
  return database;
}

/** Longer than proxies and clients keep an idle connection: one ended just as it is used again is an error to who uses it. */
const KEEP_ALIVE_MS = 75_000;

async function startWeb({ host = "127.0.0.1" }, env, processes) {
  const next = inRoot("node_modules/next/dist/bin/next");
  processes.keep(
    "web",
    [next, "start", "-p", env.PORT, "-H", host, "--keepAliveTimeout", String(KEEP_ALIVE_MS)],
    { ...env, NODE_ENV: "production" },
    { vital: true },
  );
  await Promise.race([healthy(env), processes.failed]);
}

async function healthy(env) {
  const url = `${env.CORE_CALLBACK_URL.replace(/\/api\/.*/, "")}/api/health`;
  for (const since = performance.now(); ; await pause(50)) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch((error) => error);
    if (answer instanceof Response && answer.ok) return;
    if (performance.now() - since > START_MS) {
      const what = answer instanceof Response ? `${answer.status} ${await answer.text()}` : answer.message;
      throw new StartError(`The web server did not become healthy within three minutes: ${what}`);
    }
  }
}
