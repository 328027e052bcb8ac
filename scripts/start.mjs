import { parseArgs } from "node:util";
import { accountTable, readAccounts } from "./lib/demo-accounts.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { dataDirOf } from "./lib/paths.mjs";
import { explain, seconds } from "./lib/report.mjs";
import { addressesOf, claim } from "./lib/running.mjs";

const HELP = `合规台 Hegui

  npm start               install, build, start the database, migrate, make demo data, serve
  npm start -- --verbose  show every log line
  npm start -- --help     this text

Environment
  PORT          port of the console (3000)
  HOST          address to listen on (127.0.0.1)
  PUBLIC_URL    address people open, when it is another one (http://HOST:PORT)
  DATA_DIR      folder of all state (.data)
  DATABASE_URL  a PostgreSQL of your own instead of the one that comes along
  DEMO=0        no demo data`;

const write = (line) => process.stdout.write(`${line}\n`);
// A terminal that was closed must not keep us from stopping in order.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

/** Resolves at the first request to stop; a second one ends at once (what we started is tied to us and ends too). */
function stopRequested() {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      process.on(signal, () => {
        if (asked && signal === "SIGINT") process.exit(130);
        asked = true;
        resolve(signal);
      });
    }
  });
}

function welcome(url, dataDir) {
  write(`\n  合规台 Hegui   ${url}\n`);
  const table = accountTable(readAccounts(dataDir));
  if (table.length === 0) return;
  write("  演示账号 · demo sign-ins");
  for (const line of table) write(line);
  write("  动态口令 · one-time codes: npm run demo:totp\n");
  write("  Ctrl-C 停止 · stops everything");
}

async function main() {
  const { values } = parseArgs({ options: { help: { type: "boolean", short: "h" }, verbose: { type: "boolean" } } });
  if (values.help) return write(HELP);
  const since = performance.now();
  const stop = stopRequested();
  await ensureDependencies({ onInstall: () => write("  … installing dependencies") });
  const dataDir = dataDirOf();
  const held = claim(dataDir);
  const giveUp = new AbortController();
  stop.then(() => giveUp.abort());
  try {
    const { startStack } = await import("./lib/stack.mjs");
    const stack = await startStack({
      dataDir,
      port: Number(process.env.PORT || 3000),
      host: process.env.HOST || "127.0.0.1",
      demo: process.env.DEMO !== "0",
      verbose: values.verbose,
      write,
      signal: giveUp.signal,
    });
    held.publish(addressesOf(stack.env));
    write(`  ✓ ready          ${seconds(since).padStart(7)}`);
    welcome(stack.url, dataDir);
    try {
      await Promise.race([stop, stack.failed]);
    } finally {
      write("\n  … stopping");
      await stack.stop();
    }
    write("  ✓ stopped");
  } finally {
    held.release();
  }
}

try {
  await main();
  process.exit(0);
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exit(1);
}
