import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandOf } from "./postgres-pid.mjs";
import { StartError } from "./report.mjs";

const fileOf = (dataDir) => join(dataDir, "running.json");

/**
 * What the `npm start` now running on this data wrote about itself, or nothing.
 * @returns {{ pid: number, env?: Record<string, string> } | undefined}
 */
export function findRunning(dataDir) {
  try {
    const found = JSON.parse(readFileSync(fileOf(dataDir), "utf8"));
    return found.pid !== process.pid && commandOf(found.pid).includes("start.mjs") ? found : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Claims the data for this process; refuses when an `npm start` already runs on it.
 * @returns {{ publish: (env: Record<string, string>) => void, release: () => void }}
 */
export function claim(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  const file = fileOf(dataDir);
  const draft = `${file}.${process.pid}`;
  const write = (path, value) => writeFileSync(path, `${JSON.stringify(value)}\n`, { mode: 0o600 });
  write(draft, { pid: process.pid });
  try {
    for (let tries = 0; ; tries += 1) {
      const other = findRunning(dataDir);
      if (other) {
        const where = other.env?.PUBLIC_URL ? ` at ${other.env.PUBLIC_URL}` : "";
        throw new StartError(`Hegui already runs on ${dataDir}${where} (process ${other.pid}).`);
      }
      rmSync(file, { force: true });
      try {
        linkSync(draft, file);
        break;
      } catch (error) {
        if (error.code !== "EEXIST" || tries > 5) throw error;
      }
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    publish: (env) => write(file, { pid: process.pid, env }),
    release: () => rmSync(file, { force: true }),
  };
}

/** The addresses (no secrets) that commands beside a running stack need of its environment. */
export function addressesOf(env) {
  const names = ["PORT", "PUBLIC_URL", "CORE_PORT", "CORE_URL", "CORE_CALLBACK_URL", "REGISTRY_URL"];
  return Object.fromEntries(names.map((name) => [name, env[name] ?? ""]));
}
