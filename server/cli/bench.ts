import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { Bench } from "@/bench/bench";
import { withBenchDatabase } from "@/bench/database";
import { configureLog } from "@/server/kernel/logger";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "../../bench");

async function names(): Promise<string[]> {
  const files = await readdir(FOLDER);
  return files.filter((file) => file.endsWith(".bench.ts")).map((file) => file.replace(/\.bench\.ts$/, ""));
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      n: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const [name] = positionals;
  const known = await names();
  const help = `npm run bench -- <name> [--n <size>] [--json]\n\nnames: ${known.join(", ")}\n\nRuns in a database of its own, which is dropped afterwards; ours and a baseline in one run.\n`;
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const file = join(FOLDER, `${name}.bench.ts`);
  const size = values.n === undefined ? undefined : Number(values.n);
  if (!name || !existsSync(file) || (size !== undefined && !(Number.isInteger(size) && size > 0))) {
    process.stderr.write(help);
    return 2;
  }
  configureLog("silent");
  const { bench } = (await import(pathToFileURL(file).href)) as { bench: Bench };
  const result = await withBenchDatabase((house) =>
    bench({ house, n: size, say: (text) => void process.stderr.write(`${text}\n`) }),
  );
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${JSON.stringify(result, null, 2)}\n`);
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`bench failed: ${error instanceof Error ? (error.stack ?? error.message) : "unknown"}\n`);
  return 1;
});
