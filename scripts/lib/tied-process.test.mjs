import { expect, it, vi } from "vitest";
import { spawnTied } from "./tied-process.mjs";

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Survives SIGTERM, which its shell and its watcher do not. */
const STUBBORN = "process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1000)";

it("takes the program along when its shell and its watcher are killed", async () => {
  const child = spawnTied(process.execPath, ["-e", STUBBORN], { signal: "INT" });
  const program = await new Promise((resolve) => child.stdout.once("data", (text) => resolve(Number(String(text)))));
  try {
    process.kill(-child.pid, "SIGTERM");
    await child.exit;
    await vi.waitUntil(() => !alive(program), { timeout: 60_000, interval: 20 });
  } finally {
    if (alive(program)) process.kill(program, "SIGKILL");
  }
  expect(alive(program)).toBe(false);
});
