import type { Tone } from "@/components/patterns/tone";
import { electronicOrdersList } from "@/domain/orders/electronic/schema";
import type { ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";
import type { RouterOutputs } from "@/lib/trpc/types";

export type ElectronicRow = RouterOutputs["orders"]["electronic"]["rows"][number];
export type ElectronicOrder = RouterOutputs["orders"]["electronicOrder"];
export type ElectronicState = ElectronicRow["state"];

export const ELECTRONIC_PATH = "/orders/electronic";

export const ELECTRONIC_TONE: Readonly<Record<ElectronicState, Tone>> = {
  received: "wait",
  mismatch: "late",
  queued: "wait",
  executed: "protect",
  answered: "done",
  refused: "none",
};

/** The views of the list by the address's `state`; the last is shown when the address names none. */
export const ELECTRONIC_VIEWS = {
  waiting: "mismatch",
  standing: "received,executed",
  queued: "queued",
  all: "",
} as const;
export type ElectronicView = keyof typeof ELECTRONIC_VIEWS;

/** The view an address asks for. */
export function electronicView(state: string | undefined): ElectronicView {
  const views = Object.keys(ELECTRONIC_VIEWS) as ElectronicView[];
  return views.find((view) => ELECTRONIC_VIEWS[view] === (state ?? "")) ?? "all";
}

/** The list's query from its address. */
export function electronicInput(address: Readonly<Record<string, string>>): ListInput<typeof electronicOrdersList> {
  return readListInput(electronicOrdersList, address);
}

/** The open order a path names, or null. */
export function electronicIdOf(pathname: string): string | null {
  return /^\/orders\/electronic\/([0-9a-f-]{36})$/i.exec(pathname)?.[1] ?? null;
}
