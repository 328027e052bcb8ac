/**
 * Heads that were anchored outside: a folder of files, each one head as the console dropped it, mailed it or sent it.
 * Plain Node; shares nothing with the console's own writer.
 */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { pickHead, readHeader } from "./parts.mjs";

const LONGEST_HEADER = 1 << 20;

/** The log an export says it is of. Throws a Finding for a first line that is no header. */
function logOf(file) {
  const handle = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(LONGEST_HEADER);
    const got = readSync(handle, bytes, 0, LONGEST_HEADER, 0);
    const end = bytes.subarray(0, got).indexOf(10);
    return readHeader(bytes.utf8Slice(0, end === -1 ? got : end)).log;
  } finally {
    closeSync(handle);
  }
}

/** The head in a file: its JSON, with or without an outer {"head":…}. Throws for anything else. */
function headIn(path, name) {
  try {
    const value = JSON.parse(readFileSync(path, "utf8"));
    return pickHead(value.head ?? value);
  } catch {
    throw new Error(`${name} holds no signed head`);
  }
}

/**
 * Every head of the folder that is of the export's log. Throws for a file that holds no head, and when there is none of
 * this log: an empty folder proves nothing.
 */
export function readAnchors(folder, exported) {
  const log = logOf(exported);
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const heads = names.sort().map((name) => headIn(join(folder, name), name));
  const own = heads.filter((head) => head.log === log);
  if (own.length === 0) throw new Error(`no head of log ${log} among ${names.length} files`);
  return own;
}
