import { OBJECTIONS_LIST } from "@/domain/objections/schema";
import type { ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";

export const OBJECTIONS_PATH = "/objections";
export const letterHref = (id: string): string => `${OBJECTIONS_PATH}/letter/${id}`;

/** The views of the list by the address's `state`; the first is shown when the address names none. */
export const OBJECTION_VIEWS = {
  open: "open",
  ended: "upheld,partly,rejected,forwarded,settled,withdrawn",
  all: "open,upheld,partly,rejected,forwarded,settled,withdrawn",
} as const;
export type ObjectionView = keyof typeof OBJECTION_VIEWS;

/** The view an address asks for; null for a choice of states that is none of the views. */
export function objectionView(state: string | undefined): ObjectionView | null {
  if (state === undefined) return "open";
  return (Object.keys(OBJECTION_VIEWS) as ObjectionView[]).find((view) => OBJECTION_VIEWS[view] === state) ?? null;
}

/** The place of a view. */
export const viewHref = (view: ObjectionView): string =>
  view === "open" ? OBJECTIONS_PATH : `${OBJECTIONS_PATH}?state=${OBJECTION_VIEWS[view]}`;

/** The list's query from its address; without a state it shows what is open. */
export function objectionsInput(address: Readonly<Record<string, string>>): ListInput<typeof OBJECTIONS_LIST> {
  return readListInput(OBJECTIONS_LIST, { ...address, state: address.state ?? OBJECTION_VIEWS.open });
}

/** The open objection a path names, or null. */
export function objectionIdOf(pathname: string): string | null {
  return new RegExp(`^${OBJECTIONS_PATH}/([0-9a-f-]{36})$`, "i").exec(pathname)?.[1] ?? null;
}
