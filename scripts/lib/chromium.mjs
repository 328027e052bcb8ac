import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { inRoot } from "./paths.mjs";
import { StartError } from "./report.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

function onPath() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...places, MAC].find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const run = (command, args) => spawnSync(command, args, { stdio: "inherit" }).status === 0;

/**
 * Finds a Chromium or installs one: Debian's package as root, Playwright's own elsewhere.
 * Gives the path of the program, or nothing when Playwright's own is to be used.
 * @param {(line: string) => void} write
 * @returns {string | undefined}
 */
export function ensureChromium(write) {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new StartError(`CHROMIUM_PATH names ${asked}, which does not exist.`);
  }
  const found = onPath();
  if (found) return found;
  write("  … installing Chromium");
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    process.env.DEBIAN_FRONTEND ??= "noninteractive";
    const packages = ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"];
    if (run("apt-get", ["update"]) && run("apt-get", packages)) {
      const installed = onPath();
      if (installed) return installed;
    }
  }
  if (run(process.execPath, [inRoot("node_modules/@playwright/test/cli.js"), "install", "chromium"])) return undefined;
  throw new StartError("No Chromium could be found or installed; set CHROMIUM_PATH.");
}
