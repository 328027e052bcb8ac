import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./paths.mjs";
import { StartError } from "./report.mjs";
import { spawnTied } from "./tied-process.mjs";

const FOLDERS = ["app", "components", "lib", "i18n", "server", "domain", "db", "messages", "rulebook", "public"];
const ROOT_FILE = /^(package-lock\.json|tsconfig\.json|.*\.config\.(js|mjs|ts)|[a-z-]+\.ts)$/;
const NOT_BUILT = /\.(test|prop\.test)\.tsx?$|^(vitest|playwright|drizzle)\.config\.ts$|^next-env\.d\.ts$/;

/** Hash over the contents of every file that the build reads. */
export function sourceHash(root = ROOT) {
  const hash = createHash("sha256").update(process.versions.node.split(".")[0] ?? "");
  const files = readdirSync(root).filter((name) => ROOT_FILE.test(name) && !NOT_BUILT.test(name));
  for (const folder of FOLDERS) if (existsSync(join(root, folder))) walk(root, folder, files);
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

function walk(root, folder, files) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) walk(root, path, files);
    else if (entry.isFile() && !NOT_BUILT.test(entry.name)) files.push(path);
  }
}

/**
 * Builds the web application when its sources are not those of the last build. Gives true when it built.
 * @param {{ root?: string, onBuild?: () => void, force?: boolean }} [options]
 */
export async function ensureBuild({ root = ROOT, onBuild = () => {}, force = false } = {}) {
  const stampFile = join(root, ".next", "hegui-build");
  const hash = sourceHash(root);
  if (!force && existsSync(stampFile) && readFileSync(stampFile, "utf8") === hash) return false;
  onBuild();
  rmSync(stampFile, { force: true });
  await next(root, "build", "next build");
  writeFileSync(stampFile, hash);
  return true;
}

/** Writes the types of routes that the type check reads (part of a build too). */
export async function ensureRouteTypes(root = ROOT) {
  if (existsSync(join(root, "app"))) await next(root, "typegen", "next typegen");
}

async function next(root, command, label) {
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawnTied(process.execPath, [join(root, "node_modules/next/dist/bin/next"), command], {
    cwd: root,
    env,
  });
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => lines.push(text));
  const { code } = await child.exit;
  if (code !== 0) throw new StartError(`${label} failed (exit ${code}).\n${Buffer.concat(lines).toString()}`);
}
