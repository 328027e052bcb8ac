import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Process and port of the server that a cluster's lock file names, or nothing when there is no lock file.
 * @param {string} cluster absolute
 */
export function readPidFile(cluster) {
  let text;
  try {
    text = readFileSync(join(cluster, "postmaster.pid"), "utf8");
  } catch {
    return undefined;
  }
  const lines = text.split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]) || 0 };
}

/**
 * True when the process is a living PostgreSQL server of this cluster: after a crash its number may belong to somebody else, most of
 * all in a container, where numbers are small and soon used again.
 */
export function isOurServer(pid, cluster) {
  return commandOf(pid).includes(`postgres -D ${cluster} `);
}

/** The command line of a living process, or an empty text. */
export function commandOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return "";
  if (existsSync("/proc/self/cmdline")) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      return "";
    }
  }
  return spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).stdout ?? "";
}
