import { rmSync } from "node:fs";
import { scratchFolder } from "../scripts/lib/scratch.mjs";
import { startStack } from "../scripts/lib/stack.mjs";

/**
 * Starts the whole stack on fresh data, as `npm start` does, for all browser tests. Tests find it by
 * E2E_BASE_URL (also Playwright's baseURL), E2E_DATA_DIR (demo people, logs, sandbox core) and E2E_STACK_ENV (what a second
 * process of the same house is started with).
 * @returns the tear-down, which stops everything and removes the data
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = scratchFolder();
  const stack = await startStack({
    dataDir,
    port: 0,
    test: true,
    env: { DEMO_SIZE: "small" },
    write: (line) => process.stdout.write(`${line}\n`),
  });
  // A test that fails because of it says so; the failure itself is in the lines above.
  stack.failed.catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  process.env.E2E_BASE_URL = stack.url;
  process.env.E2E_DATA_DIR = dataDir;
  process.env.E2E_CORE_URL = stack.env.CORE_URL;
  process.env.E2E_DATABASE_URL = stack.env.DATABASE_URL;
  process.env.E2E_STACK_ENV = JSON.stringify(stack.env);
  return async () => {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
