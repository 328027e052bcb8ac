import { REVERIFICATIONS_LIST, TRIGGERS_LIST } from "@/domain/reverification/schema";
import type { ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";

export const REVERIFICATION_PATH = "/reverification";
export const HOLDS_PATH = `${REVERIFICATION_PATH}/holds`;
export const TRIGGERS_PATH = `${REVERIFICATION_PATH}/triggers`;

/** The views of the list by the address's `state`; the first is shown when the address names none. */
export const REVIEW_VIEWS = {
  open: "asked,at-desk",
  desk: "at-desk",
  ended: "done,closed,cancelled",
  all: "asked,at-desk,done,closed,cancelled",
} as const;
export type ReviewView = keyof typeof REVIEW_VIEWS;

/** The view an address asks for; null for a choice of states that is none of the views. */
export function reviewView(state: string | undefined): ReviewView | null {
  if (state === undefined) return "open";
  return (Object.keys(REVIEW_VIEWS) as ReviewView[]).find((view) => REVIEW_VIEWS[view] === state) ?? null;
}

/** The place of a view. */
export function viewHref(view: ReviewView): string {
  return view === "open" ? REVERIFICATION_PATH : `${REVERIFICATION_PATH}?state=${REVIEW_VIEWS[view]}`;
}

/** The list's query from its address; without a state it shows what is open. */
export function reviewsInput(address: Readonly<Record<string, string>>): ListInput<typeof REVERIFICATIONS_LIST> {
  return readListInput(REVERIFICATIONS_LIST, { ...address, state: address.state ?? REVIEW_VIEWS.open });
}

/** The query of the triggers from its address. */
export function triggersInput(address: Readonly<Record<string, string>>): ListInput<typeof TRIGGERS_LIST> {
  return readListInput(TRIGGERS_LIST, address);
}

const ID = "([0-9a-f-]{36})";

/** The open review a path names, or null. */
export function reviewIdOf(pathname: string): string | null {
  return new RegExp(`^${REVERIFICATION_PATH}/${ID}$`, "i").exec(pathname)?.[1] ?? null;
}

/** The open hold a path names, or null. */
export function holdIdOf(pathname: string): string | null {
  return new RegExp(`^${HOLDS_PATH}/${ID}$`, "i").exec(pathname)?.[1] ?? null;
}
