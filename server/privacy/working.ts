import { feeHolds } from "@/domain/privacy/decisions";
import type { RequestType } from "@/domain/privacy/model";
import { asShown } from "@/domain/privacy/states";
import { decided, type Result, refuse } from "@/domain/shared/result";
import type { Scope } from "@/server/kernel/scope";
import { checkNotHeld } from "@/server/worklist/public";
import { loadRequest, REQUEST, type StoredRequest } from "./store";

export type Working = StoredRequest & { readonly customerId: string };

/**
 * A request that is being worked on, held as somebody saw it. Refuses what has changed or ended, is not proven or not
 * taken up, is of another type, or is held by a colleague.
 */
export async function holdWorking(
  scope: Scope,
  seen: { readonly id: string; readonly version: number },
  types?: readonly RequestType[],
): Promise<Result<Working>> {
  const request = await loadRequest(scope, seen.id, { lock: true });
  const shown = asShown(request, seen.version);
  if (!shown.ok) return shown;
  const { customerId, state, verifiedAt } = request;
  if (customerId === null || verifiedAt === null) return refuse("privacy.request.not-proven");
  if (state !== "working") return refuse("privacy.request.not-now", { params: { state } });
  if (types && !types.includes(request.type)) return refuse("privacy.request.other-type");
  const free = await checkNotHeld(scope.tx, scope.actor, { kind: REQUEST, subjectId: request.id }, scope.now);
  return free.ok ? decided({ ...request, customerId }) : free;
}

/** Refuses while a fee that was asked for is neither accepted nor waived. The clock runs on meanwhile. */
export const feeSettled = ({ fee }: StoredRequest): Result<true> =>
  feeHolds(fee?.state ?? null) ? refuse("privacy.fee.unpaid") : decided(true);
