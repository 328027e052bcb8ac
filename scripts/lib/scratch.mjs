import { mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOM = 2 * 1024 ** 3;

/**
 * A new folder for throw-away data, in memory when there is room, whose name tells the process that made it. Folders
 * left by dead processes are removed first.
 * @returns {string} absolute
 */
export function scratchFolder() {
  const base = hasRoom("/dev/shm") ? "/dev/shm" : tmpdir();
  for (const name of readdirSync(base)) {
    const pid = Number(/^hegui-scratch-(\d+)-/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) rmSync(join(base, name), { recursive: true, force: true });
  }
  return mkdtempSync(join(base, `hegui-scratch-${process.pid}-`));
}

function hasRoom(folder) {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > ROOM;
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
