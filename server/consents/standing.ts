import { covered } from "@/domain/consents/decisions";
import type { Purpose } from "@/domain/consents/model";
import type { Scope } from "@/server/kernel/scope";
import { publishedVersions, statesOf } from "./store";

type Reader = Pick<Scope, "tx" | "actor" | "now" | "rules">;

/** Whether a customer's word covers a purpose now. What nobody said anything about is not covered. */
export async function hasConsent(scope: Reader, customerId: string, purpose: Purpose): Promise<boolean> {
  const states = await statesOf(scope, customerId);
  const state = states.find((one) => one.purpose === purpose) ?? null;
  return covered(purpose, state, await publishedVersions(scope), scope.now, scope.rules).ok;
}
