import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder (absolute). */
export const ROOT = resolve(fileURLToPath(new URL("../..", import.meta.url)));

/** The folder of all state: DATA_DIR, relative to where the command was called, or `.data` in the repository. */
export function dataDirOf(env = process.env) {
  return env.DATA_DIR ? resolve(env.DATA_DIR) : join(ROOT, ".data");
}

/** Absolute path of a file of the repository. */
export function inRoot(...parts) {
  return join(ROOT, ...parts);
}
