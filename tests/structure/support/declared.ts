import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./tree";

type Exports = Readonly<Record<string, object | undefined>>;

async function exportsOf(file: string): Promise<ReadonlyMap<string, Exports>> {
  const found = new Map<string, Exports>();
  for (const entry of readdirSync(join(ROOT, "domain"), { withFileTypes: true })) {
    const path = join(ROOT, "domain", entry.name, file);
    if (entry.isDirectory() && existsSync(path)) found.set(entry.name, await import(pathToFileURL(path).href));
  }
  return found;
}

/** The codes each capability declares: what `domain/<capability>/codes.ts` exports as `<capability>Refusals`. */
export async function declaredRefusals(): Promise<ReadonlyMap<string, readonly string[]>> {
  const lists = [...(await exportsOf("codes.ts"))].flatMap(([name, found]) => {
    const codes = found[`${name}Refusals`];
    return Array.isArray(codes) ? [[name, codes as readonly string[]] as const] : [];
  });
  return new Map(lists);
}

/** The audit words all capabilities declare: the keys of what `domain/<capability>/audit.ts` exports. */
export async function declaredAuditWords(): Promise<readonly string[]> {
  return [...(await exportsOf("audit.ts"))].flatMap(([name, found]) => Object.keys(found[`${name}Audit`] ?? {}));
}
