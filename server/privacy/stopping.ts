import type { LetterLine } from "@/domain/letters/templates";
import { withdrawWish } from "@/server/closures/public";
import { both, NOTHING, type SystemEffect } from "@/server/controls/public";
import { dropOfRequest } from "@/server/corrections/public";
import type { Scope } from "@/server/kernel/scope";
import { stopPackage } from "@/server/packages/public";
import { REQUEST, type StoredRequest } from "./store";

/**
 * Stops what was begun for a request that was taken back: closings, a copy, a correction that waits. The lines are what its
 * letter says of the accounts.
 */
export async function stopUnderWay(
  scope: Scope,
  { id, type, packageId }: StoredRequest,
): Promise<SystemEffect & { readonly lines: readonly LetterLine[] }> {
  if (type === "closure") {
    const { kept, closing, closed, ...effect } = await withdrawWish(scope, { type: REQUEST, id });
    const said = Object.entries({ closed, closing, kept }).filter(([, count]) => count > 0);
    return { ...effect, lines: said.map(([as]) => ({ of: "accounts", as })) };
  }
  const copy = packageId === null ? NOTHING : await stopPackage(scope, packageId);
  const corrections = type === "correction" ? await dropOfRequest(scope, id) : NOTHING;
  return { ...both(copy, corrections), lines: [] };
}
