import { MEASURE_REASONS } from "@/domain/controls/codes";
import { LIVE_STATES, MEASURE_SOURCES, MEASURE_STATES, SCOPES } from "@/domain/controls/model";
import { defineList, type ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";

export const CONTROLS_PATH = "/controls";

/** What the list may be narrowed and sorted by, as the server's. */
export const MEASURES_LIST = defineList({
  name: "measures",
  filters: {
    state: { type: "enum", values: MEASURE_STATES },
    scope: { type: "enum", values: SCOPES },
    reasonCode: { type: "enum", values: Object.keys(MEASURE_REASONS) },
    source: { type: "enum", values: MEASURE_SOURCES },
    reviewOn: { type: "date-range" },
    requestedOn: { type: "date-range" },
    accountId: { type: "id" },
    customerId: { type: "id" },
  },
  sorts: ["requestedAt", "reviewOn"],
  defaultSort: "requestedAt",
  defaultOrder: "desc",
});

/** The views of the list by the address's `state`; the first is shown when the address names none. */
export const MEASURE_VIEWS = {
  live: LIVE_STATES.join(","),
  proposed: "proposed",
  failed: "failed",
  ended: "rejected,withdrawn,void,released",
  all: MEASURE_STATES.join(","),
} as const;
export type MeasureListView = keyof typeof MEASURE_VIEWS;

/** The view an address asks for. */
export function measureView(state: string | undefined): MeasureListView {
  return (
    (Object.keys(MEASURE_VIEWS) as MeasureListView[]).find((view) => MEASURE_VIEWS[view] === state) ??
    (state ? "all" : "live")
  );
}

/** The list's query from its address; without a state it shows live measures. */
export function measuresInput(address: Readonly<Record<string, string>>): ListInput<typeof MEASURES_LIST> {
  return readListInput(MEASURES_LIST, { ...address, state: address.state ?? MEASURE_VIEWS.live });
}

/** The open measure a path names, or null. */
export function measureIdOf(pathname: string): string | null {
  return /^\/controls\/([0-9a-f-]{36})$/i.exec(pathname)?.[1] ?? null;
}
