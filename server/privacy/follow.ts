import { sql } from "drizzle-orm";
import { NOTHING, type SystemEffect } from "@/server/controls/public";
import type { SettledCorrection } from "@/server/corrections/public";
import type { Scope } from "@/server/kernel/scope";
import type { SettledPackage } from "@/server/packages/public";
import { endAnswered } from "./ending";
import { addStep, findRequests, type StoredRequest, saveRequest } from "./store";

/** The request something answers, held; undefined where it has ended meanwhile, or there is none. */
async function waiting(scope: Scope, requestId: string | null): Promise<StoredRequest | undefined> {
  if (requestId === null) return undefined;
  const [request] = await findRequests(scope, sql`id = ${requestId}::uuid`, true);
  return request?.state === "working" ? request : undefined;
}

function done<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string }): T {
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

/** A package that is ready answers its request; one that failed goes back to its officer. */
export async function followPackage(
  scope: Scope,
  { packageId, requestId, outcome, openUntil }: SettledPackage,
): Promise<SystemEffect> {
  const request = await waiting(scope, requestId);
  if (!request || request.packageId !== packageId) return NOTHING;
  if (outcome === "failed") {
    done(await saveRequest(scope, request, { packageState: "failed" }));
    await addStep(scope, request.id, "package-failed");
    return NOTHING;
  }
  await addStep(scope, request.id, "package-ready");
  const answered = await endAnswered(scope, request, {
    outcome: "fulfilled",
    template: "privacy.package-ready",
    params: openUntil ? { due: openUntil } : {},
    change: { packageState: "ready" },
  });
  return done(answered);
}

/** A correction that stands answers its request; one that does not stand goes back to its officer. */
export async function followCorrection(
  scope: Scope,
  { requestId, correctionId, outcome }: SettledCorrection,
): Promise<SystemEffect> {
  const request = await waiting(scope, requestId);
  if (!request) return NOTHING;
  await addStep(scope, request.id, "correction-settled", outcome);
  const change = { correctionId, correctionOutcome: outcome };
  if (outcome !== "done") {
    done(await saveRequest(scope, request, change));
    return NOTHING;
  }
  return done(await endAnswered(scope, request, { outcome: "fulfilled", template: "privacy.corrected", change }));
}
