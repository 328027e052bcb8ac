import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { ROOT } from "./paths.mjs";
import { StartError } from "./report.mjs";

const MINIMUM = [20, 19];

/** Refuses a Node older than the project needs, with one clear line. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const old = major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1]);
  if (old) throw new StartError(`Node ${MINIMUM.join(".")} or newer is needed; this is Node ${version}.`);
  if (process.platform === "win32") throw new StartError("Windows is not supported; use WSL, Linux or macOS.");
}

/** What an installation depends on: the lock file, Node's major version and the platform. */
function stampOf(root) {
  const hash = createHash("sha256").update(readFileSync(`${root}/package-lock.json`));
  hash.update(`\n${process.versions.node.split(".")[0]} ${process.platform}-${process.arch}`);
  return hash.digest("hex");
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * True when what npm says is installed (its hidden lock file, written at the end of an installation) is what the lock
 * file asks for. Optional and peer packages may be absent: they depend on the platform.
 */
export function isInstalled(root = ROOT) {
  const wanted = readJson(`${root}/package-lock.json`)?.packages;
  const present = readJson(`${root}/node_modules/.package-lock.json`)?.packages;
  if (!wanted || !present) return false;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "") continue;
    const found = present[path];
    if (found ? found.version !== entry.version : !(entry.optional || entry.devOptional || entry.peer)) return false;
    if (found && !existsSync(`${root}/${path}`)) return false;
  }
  return Object.keys(present).every((path) => path in wanted);
}

/** The npm that runs this script, or the one on the PATH, as [command, ...first arguments]. */
function npmCommand() {
  const cli = process.env.npm_execpath;
  return cli && /npm-cli\.c?js$/.test(cli) && existsSync(cli) ? [process.execPath, cli] : ["npm"];
}

function install(root) {
  const [command, ...first] = npmCommand();
  const env = { ...process.env };
  delete env.NODE_ENV;
  const args = [...first, "ci", "--include=dev", "--no-audit", "--no-fund"];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", (cause) => reject(new StartError(`npm could not be started: ${cause.message}`, { cause })));
    child.on("exit", (code) =>
      code === 0 ? resolve(undefined) : reject(new StartError(`npm ci failed (exit ${code}); see its lines above.`)),
    );
  });
}

/**
 * Makes the locked dependencies present: nothing to do when the stamp of the last installation still holds, else
 * `npm ci`. Gives true when it installed.
 * @param {{ root?: string, onInstall?: () => void }} [options]
 */
export async function ensureDependencies({ root = ROOT, onInstall = () => {} } = {}) {
  checkNode();
  const stampFile = `${root}/node_modules/.hegui-stamp`;
  const stamp = stampOf(root);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return false;
  const stale = !isInstalled(root);
  if (stale) {
    onInstall();
    await install(root);
  }
  writeFileSync(stampFile, stamp);
  return stale;
}
