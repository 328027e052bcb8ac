import type { Tone } from "@/components/patterns/tone";
import { HIT_STATES } from "@/domain/screening/model";
import { hitsList } from "@/domain/screening/schema";
import type { ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";
import type { RouterOutputs } from "@/lib/trpc/types";

export type HitRow = RouterOutputs["screening"]["hits"]["rows"][number];
export type HitDetail = RouterOutputs["screening"]["hit"];
export type ListsOverview = RouterOutputs["screening"]["lists"];
export type HitState = HitRow["state"];

export const SCREENING_PATH = "/screening";

export const HIT_TONE: Readonly<Record<HitState, Tone>> = {
  open: "late",
  dismissing: "wait",
  confirmed: "protect",
  dismissed: "none",
};

/** The views of the list by the address's `state`; the first is shown when the address names none. */
export const HIT_VIEWS = {
  standing: "open,dismissing,confirmed",
  open: "open",
  dismissed: "dismissed",
  all: HIT_STATES.join(","),
} as const;
export type HitView = keyof typeof HIT_VIEWS;

/** The view an address asks for. */
export function hitView(state: string | undefined): HitView {
  return (
    (Object.keys(HIT_VIEWS) as HitView[]).find((view) => HIT_VIEWS[view] === state) ?? (state ? "all" : "standing")
  );
}

/** The list's query from its address; without a state it shows what stands. */
export function hitsInput(address: Readonly<Record<string, string>>): ListInput<typeof hitsList> {
  return readListInput(hitsList, { ...address, state: address.state ?? HIT_VIEWS.standing });
}

/** The open hit a path names, or null. */
export function hitIdOf(pathname: string): string | null {
  return /^\/screening\/([0-9a-f-]{36})$/i.exec(pathname)?.[1] ?? null;
}
