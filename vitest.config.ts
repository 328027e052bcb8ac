import { existsSync } from "node:fs";
import { defineConfig } from "vitest/config";

const resolve = { tsconfigPaths: true } as const;
/** A zone with an odd offset: whatever leans on the machine's zone shows itself. */
const env = { TZ: "Asia/Kathmandu" };
const setupFiles = existsSync("tests/setup-unit.ts") ? ["./tests/setup-unit.ts"] : [];
const globalSetup = existsSync("db/testing/global-setup.ts") ? ["./db/testing/global-setup.ts"] : [];

/**
 * `unit`: pure code, threads that share modules. `structure`: the shape of the tree. `integration`: what needs a
 * database or a process; a process for each file.
 */
export default defineConfig({
  resolve,
  test: {
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          environment: "node",
          include: ["{domain,lib,components,i18n,rulebook}/**/*.test.{ts,tsx}", "scripts/**/*.test.mjs", "*.test.ts"],
          exclude: ["worker.test.ts"],
          pool: "threads",
          isolate: false,
          setupFiles,
          testTimeout: 60_000,
          env,
        },
      },
      {
        resolve,
        test: {
          name: "structure",
          environment: "node",
          include: ["tests/structure/**/*.test.ts"],
          env,
          testTimeout: 120_000,
        },
      },
      {
        resolve,
        test: {
          name: "integration",
          environment: "node",
          include: [
            "{server,db,sandbox}/**/*.test.ts",
            "worker.test.ts",
            "tests/{worker,faults,histories,security,golden,upgrade}/**/*.test.ts",
          ],
          globalSetup,
          pool: "forks",
          maxWorkers: 2,
          // Kills and restarts of real processes take their time on a busy machine.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          env,
        },
      },
    ],
  },
});
