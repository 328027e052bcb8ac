import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { CodedEntry } from "@/domain/rulebook/coded-entry";

/** The coded entries of all capabilities: what each `domain/<capability>/codes.ts` exports as `CODES`, if it does. */
export async function collectCodes(): Promise<readonly CodedEntry[]> {
  const files = readdirSync("domain", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join("domain", entry.name, "codes.ts"))
    .filter((file) => existsSync(file));
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(resolve(file)).href)));
  return modules.flatMap((module: { CODES?: readonly CodedEntry[] }) => module.CODES ?? []);
}

/** Rule ids that coded entries name and the rulebook does not have. */
export function unknownRules(codes: readonly CodedEntry[], known: ReadonlySet<string>): readonly string[] {
  return codes.flatMap(({ code, rules }) => rules.filter((id) => !known.has(id)).map((id) => `${code}: ${id}`));
}
