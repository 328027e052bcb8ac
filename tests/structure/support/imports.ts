import { posix } from "node:path";
import type { SourceFile } from "./tree";

/** What a module loads when it runs: types left out, imports asked for later left in. */
const LOADED =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[^"';]*?from\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;
const ENDINGS = ["", ".ts", ".tsx", "/index.ts", ".mjs"];

/** Which files of the tree a file loads, itself among them, however far away. Takes and gives paths from the root. */
export function loader(files: readonly SourceFile[]): (path: string) => ReadonlySet<string> {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const known = new Map<string, readonly string[]>();
  const found = (from: string, name: string): string | undefined => {
    if (!/^(@\/|\.)/.test(name)) return undefined;
    const base = name.startsWith("@/") ? name.slice(2) : posix.join(posix.dirname(from), name);
    return ENDINGS.map((ending) => base + ending).find((path) => texts.has(path));
  };
  const loads = (path: string): readonly string[] => {
    const own =
      known.get(path) ??
      [...(texts.get(path) ?? "").matchAll(LOADED)].flatMap((match) => found(path, match[1] ?? match[2] ?? "") ?? []);
    known.set(path, own);
    return own;
  };
  return (path) => {
    const reached = new Set([path]);
    for (const next of reached) for (const one of loads(next)) reached.add(one);
    return reached;
  };
}
