import { secondLooksList } from "@/domain/kyc/outputs";
import { submissionsList } from "@/domain/kyc/schema";
import type { ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";

export const KYC_PATH = "/kyc";

/** The views of the list by the address's `state`; the first is shown when the address names none. */
export const KYC_VIEWS = {
  queue: "ready,overriding",
  underway: "collecting,reading",
  waiting: "asked,held",
  ended: "accepted,rejected,superseded,lapsed",
  all: "collecting,reading,ready,held,overriding,asked,accepted,rejected,superseded,lapsed",
} as const;
export type KycView = keyof typeof KYC_VIEWS;

/** The view an address asks for; null for a choice of states that is none of the views. */
export function kycView(state: string | undefined): KycView | null {
  if (state === undefined) return "queue";
  return (Object.keys(KYC_VIEWS) as KycView[]).find((view) => KYC_VIEWS[view] === state) ?? null;
}

/** The place of a view. */
export function viewHref(view: KycView): string {
  return view === "queue" ? KYC_PATH : `${KYC_PATH}?state=${KYC_VIEWS[view]}`;
}

/** The order a view has unless the address says another: what waits is worked from the oldest. */
export function usualOrder(state: string | undefined): "asc" | "desc" {
  return kycView(state) === "queue" ? "asc" : submissionsList.defaultOrder;
}

/** The list's query from its address; without a state it shows what waits for a reviewer. */
export function submissionsInput(address: Readonly<Record<string, string>>): ListInput<typeof submissionsList> {
  const sort = address.sort ?? `${submissionsList.defaultSort}.${usualOrder(address.state)}`;
  return readListInput(submissionsList, { ...address, sort, state: address.state ?? KYC_VIEWS.queue });
}

/** The open submission a path names, or null. */
export function submissionIdOf(pathname: string): string | null {
  return /^\/kyc\/([0-9a-f-]{36})$/i.exec(pathname)?.[1] ?? null;
}

/** The query of the second looks from its address. */
export function secondLooksInput(address: Readonly<Record<string, string>>): ListInput<typeof secondLooksList> {
  return readListInput(secondLooksList, address);
}
