import { OPEN_STATES, REQUEST_STATES } from "@/domain/privacy/model";
import { REQUESTS_LIST } from "@/domain/privacy/schema";
import type { ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";

export const PRIVACY_PATH = "/privacy";
export const NEW_REQUEST_PATH = `${PRIVACY_PATH}/new`;

const ANSWERED = REQUEST_STATES.filter((state) => !(OPEN_STATES as readonly string[]).includes(state));

/** The views of the list by the address's `state` and `timing`; the first is shown when the address names neither. */
export const PRIVACY_VIEWS = {
  working: { state: "verified,working,proposed" },
  unverified: { state: "received" },
  late: { state: OPEN_STATES.join(","), timing: "late" },
  answered: { state: ANSWERED.join(",") },
  all: { state: REQUEST_STATES.join(",") },
} as const satisfies Record<string, { readonly state: string; readonly timing?: string }>;
export type PrivacyView = keyof typeof PRIVACY_VIEWS;
export const PRIVACY_VIEW_NAMES = Object.keys(PRIVACY_VIEWS) as PrivacyView[];

type Address = Readonly<Record<string, string>>;

/** The view an address asks for; null for a choice that is none of the views. */
export function privacyView({ state, timing }: Address): PrivacyView | null {
  if (state === undefined && timing === undefined) return "working";
  return (
    PRIVACY_VIEW_NAMES.find((view) => {
      const wanted: { state: string; timing?: string } = PRIVACY_VIEWS[view];
      return wanted.state === state && wanted.timing === timing;
    }) ?? null
  );
}

/** The place of a view. */
export const viewHref = (view: PrivacyView): string => {
  if (view === "working") return PRIVACY_PATH;
  const { state, timing }: { state: string; timing?: string } = PRIVACY_VIEWS[view];
  return `${PRIVACY_PATH}?state=${state}${timing ? `&timing=${timing}` : ""}`;
};

/** The list's query from its address; without a state it shows what is proven and open, with a timing whatever is open. */
export function requestsInput(address: Address): ListInput<typeof REQUESTS_LIST> {
  const state = address.timing === undefined ? PRIVACY_VIEWS.working.state : OPEN_STATES.join(",");
  return readListInput(REQUESTS_LIST, { ...address, state: address.state ?? state });
}

/** The open request a path names, or null. */
export function requestIdOf(pathname: string): string | null {
  return new RegExp(`^${PRIVACY_PATH}/([0-9a-f-]{36})$`, "i").exec(pathname)?.[1] ?? null;
}
