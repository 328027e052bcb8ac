import { type ChildProcess, spawn } from "node:child_process";
import { type AddressInfo, createServer } from "node:net";
import { expect } from "@playwright/test";

/** What the stack under test gives each of its programs. */
function stackEnv(): Record<string, string> {
  const found = process.env.E2E_STACK_ENV;
  if (!found) throw new Error("E2E_STACK_ENV is not set: the stack was not started");
  return JSON.parse(found) as Record<string, string>;
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

const start = (args: readonly string[], env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, args, {
    env: { ...process.env, ...stackEnv(), NODE_ENV: "production", ...env },
    stdio: "ignore",
  });

/** A second web process on the same database and data, answering. */
export async function secondWeb(): Promise<{ url: string; process: ChildProcess }> {
  const port = await freePort();
  const process = start(["node_modules/next/dist/bin/next", "start", "-p", String(port), "-H", "127.0.0.1"], {
    PORT: String(port),
  });
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(`${url}/api/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(answers, { timeout: 180_000, intervals: [200] }).toBe(true);
  return { url, process };
}

/** A second worker on the same database and data. */
export function secondWorker(): ChildProcess {
  return start(["--import", "tsx", "worker.ts"], {});
}
