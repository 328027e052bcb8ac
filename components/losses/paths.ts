import { LOSSES_LIST } from "@/domain/losses/schema";
import type { ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";

export const LOSSES_PATH = "/losses";
export const LOSS_FIGURES_PATH = `${LOSSES_PATH}/figures`;

/** The views of the list by the address's `state`; the first is shown when the address names none. */
export const LOSS_VIEWS = {
  open: "awaiting-lead,stopped,protected,evidence,confirmed,restoring,closing",
  unverified: "awaiting-lead,stopped",
  ended: "restored,withdrawn,replaced-and-closed,not-confirmed,declined",
  all: "awaiting-lead,stopped,protected,evidence,confirmed,restoring,closing,restored,withdrawn,replaced-and-closed,not-confirmed,declined",
} as const;
export type LossView = keyof typeof LOSS_VIEWS;

/** The view an address asks for; null for a choice of states that is none of the views. */
export function lossView(state: string | undefined): LossView | null {
  if (state === undefined) return "open";
  return (Object.keys(LOSS_VIEWS) as LossView[]).find((view) => LOSS_VIEWS[view] === state) ?? null;
}

/** The place of a view. */
export const lossViewHref = (view: LossView): string =>
  view === "open" ? LOSSES_PATH : `${LOSSES_PATH}?state=${LOSS_VIEWS[view]}`;

/** The list's query from its address; without a state it shows what is open. */
export function lossesInput(address: Readonly<Record<string, string>>): ListInput<typeof LOSSES_LIST> {
  return readListInput(LOSSES_LIST, { ...address, state: address.state ?? LOSS_VIEWS.open });
}

/** The open report a path names, or null. */
export function lossIdOf(pathname: string): string | null {
  return new RegExp(`^${LOSSES_PATH}/([0-9a-f-]{36})$`, "i").exec(pathname)?.[1] ?? null;
}
