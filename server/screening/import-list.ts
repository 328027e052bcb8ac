import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import type { ListSource } from "@/domain/screening/model";
import { SCREENING_POLICY } from "@/domain/screening/policy";
import { type Result, refuse } from "@/domain/shared/result";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import type { Runtime } from "@/server/kernel/runtime";
import { loadList } from "./commands/load-list";
import { parseList, readableSources } from "./providers";
import "./adapters/un-consolidated";

/** True for a name under which a list is brought, beside the mappings of transactions. */
export function isListSource(name: string): name is ListSource {
  return readableSources().includes(name);
}

export type ListBrought = { readonly listId: string; readonly entries: number; readonly outcome: "new" | "current" };

/** Reads a list's file and loads it as a principal. Refuses what the provider and `screening.list.load` refuse. */
export async function bringList(
  runtime: Runtime,
  call: { readonly principal: Principal; readonly requestId: string },
  file: { readonly path: string; readonly source: ListSource },
): Promise<Result<ListBrought>> {
  if ((await stat(file.path)).size > SCREENING_POLICY.maxBytes) return refuse("screening.list.too-large");
  const bytes = await readFile(file.path);
  const parsed = await parseList(file.source, bytes);
  if (!parsed.ok) return parsed;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { asOf, entries } = parsed.value;
  const input = { source: file.source, sha256, asOf, entries };
  const done = await execute(runtime, loadList, { ...call, input, key: call.requestId });
  return done.ok ? { ok: true, value: done.result, basis: [] } : done;
}
