import { mayRevoke } from "@/domain/packages/decisions";
import { NOTHING, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { endPackage } from "./end";
import { loadPackage, PACKAGE } from "./store";

/** Takes a package back whose request is no more: its key is destroyed at once. One that has ended stays as it is. */
export async function stopPackage(scope: Scope, packageId: string): Promise<SystemEffect> {
  const of = await loadPackage(scope, packageId, { lock: true });
  if (!mayRevoke(of).ok) return NOTHING;
  const events = await endPackage(scope, of, { state: "revoked" });
  const entry = {
    kind: "packages.package.revoke" as const,
    subject: { type: PACKAGE, id: packageId },
    data: { number: of.number, was: of.state },
  };
  return { audit: [entry], events };
}
