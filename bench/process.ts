import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { round } from "./bench";

/** Starts one of the benchmarks' processes, `bench/<name>.ts`; gives it once it says that it is ready. */
export async function start(
  name: string,
  env: Record<string, string>,
): Promise<{ child: ChildProcess; said: { port?: number } }> {
  const child = spawn(process.execPath, ["--import", "tsx", fileURLToPath(new URL(`./${name}.ts`, import.meta.url))], {
    env: { ...process.env, ...env, LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const said = await new Promise<{ port?: number }>((resolve, reject) => {
    child.once("exit", () => reject(new Error(`${name} ended`)));
    lines.once("line", (line) => resolve(JSON.parse(line) as { port?: number }));
  });
  return { child, said };
}

/** The resident memory of a process that answers `memory`. */
export const memoryOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    child.once("message", (told: { rssMB: number }) => resolve(round(told.rssMB)));
    child.send("memory");
  });
