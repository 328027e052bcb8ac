import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** One file of the project: path from the root with forward slashes, and its text. */
export type SourceFile = { readonly path: string; readonly text: string };

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const FOLDERS = [
  "app",
  "bench",
  "components",
  "db",
  "docs",
  "domain",
  "e2e",
  "i18n",
  "lib",
  "messages",
  "rulebook",
  "sandbox",
  "scripts",
  "server",
  "tests",
];
const TEXT = /\.(ts|tsx|mjs|js|cjs|css|json|sql|md)$/;

/** Every text file of the project's own folders and of its root, as it stands in the work tree. */
export function readTree(): SourceFile[] {
  const inFolders = FOLDERS.flatMap((folder) => {
    try {
      return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
    } catch {
      return [];
    }
  });
  return [...inFolders, ...readdirSync(ROOT, { withFileTypes: true })]
    .filter((entry) => entry.isFile() && TEXT.test(entry.name) && entry.name !== "package-lock.json")
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(ROOT, file).split(sep).join("/"), text: readFileSync(file, "utf8") }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** True for files that are tests or serve tests alone. */
export function isTest(path: string): boolean {
  return /\.test\.(ts|tsx|mjs)$|(^|\/)testing[./]|^(tests|e2e|bench)\//.test(path);
}
