import { CANDIDATES_LIST, CLOSURES_LIST } from "@/domain/closures/schema";
import type { ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";

export const CLOSURES_PATH = "/closures";
export const UNUSED_PATH = `${CLOSURES_PATH}/unused`;

/** The views of the list by the address's `state`; the first is shown when the address names none. */
export const CLOSURE_VIEWS = {
  open: "requested,approved,paying-out,closing",
  stopped: "stopped",
  ended: "closed,refused,withdrawn",
  all: "requested,approved,paying-out,closing,closed,refused,stopped,withdrawn",
} as const;
export type ClosureView = keyof typeof CLOSURE_VIEWS;

/** The view an address asks for; null for a choice of states that is none of the views. */
export function closureView(state: string | undefined): ClosureView | null {
  if (state === undefined) return "open";
  return (Object.keys(CLOSURE_VIEWS) as ClosureView[]).find((view) => CLOSURE_VIEWS[view] === state) ?? null;
}

/** The place of a view. */
export const viewHref = (view: ClosureView): string =>
  view === "open" ? CLOSURES_PATH : `${CLOSURES_PATH}?state=${CLOSURE_VIEWS[view]}`;

/** Where an account's closing is asked for; with what it stands on, where it stands on something. */
export function requestHref(accountId: string, on?: { readonly kind: string; readonly subjectId: string }): string {
  const search = new URLSearchParams({ account: accountId, ...(on ? { kind: on.kind, subject: on.subjectId } : {}) });
  return `${CLOSURES_PATH}/new?${search}`;
}

/** The list's query from its address; without a state it shows what is under way. */
export function closuresInput(address: Readonly<Record<string, string>>): ListInput<typeof CLOSURES_LIST> {
  return readListInput(CLOSURES_LIST, { ...address, state: address.state ?? CLOSURE_VIEWS.open });
}

/** The query of unused accounts from its address; without a state it shows what stands. */
export function candidatesInput(address: Readonly<Record<string, string>>): ListInput<typeof CANDIDATES_LIST> {
  return readListInput(CANDIDATES_LIST, { ...address, state: address.state ?? "found,noticed,proposed" });
}

const idIn = (path: string, pathname: string): string | null =>
  new RegExp(`^${path}/([0-9a-f-]{36})$`, "i").exec(pathname)?.[1] ?? null;

/** The open closure a path names, or null. */
export const closureIdOf = (pathname: string): string | null => idIn(CLOSURES_PATH, pathname);
/** The open unused account a path names, or null. */
export const candidateIdOf = (pathname: string): string | null => idIn(UNUSED_PATH, pathname);
