import { MEASURE_REASONS } from "@/domain/controls/codes";
import { LIVE_STATES, MEASURE_KINDS, MEASURE_SOURCES, MEASURE_STATES, SCOPES } from "@/domain/controls/model";
import { defineList, type ListInput } from "@/domain/shared/list";
import { addDays, type LocalDate } from "@/domain/shared/time";
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
    kind: { type: "enum", values: MEASURE_KINDS },
    expiresOn: { type: "date-range" },
    review: { type: "enum", values: ["open", "overdue"] },
    reviewOn: { type: "date-range" },
    requestedOn: { type: "date-range" },
    accountId: { type: "id" },
    customerId: { type: "id" },
  },
  sorts: ["requestedAt", "reviewOn", "expiresAt"],
  defaultSort: "requestedAt",
  defaultOrder: "desc",
});

/** The views of the list by the address's `state`; the first is shown when the address names none. */
export const MEASURE_VIEWS = {
  live: LIVE_STATES.join(","),
  proposed: "proposed",
  failed: "failed",
  ended: "rejected,withdrawn,void,released,carried-out",
  all: MEASURE_STATES.join(","),
} as const;
export type MeasureListView = keyof typeof MEASURE_VIEWS | "review";

/** The views in the order they are offered. */
export const LIST_VIEWS = ["live", "review", "proposed", "failed", "ended", "all"] as const satisfies MeasureListView[];
/** Before a lead, overdue or not. */
export const REVIEW_WAITS = "open,overdue";

/** The view an address asks for: by state, or those that wait for a look afterwards. */
export function measureView({ state, review }: { state?: string; review?: string }): MeasureListView {
  if (review && state === undefined) return "review";
  const views = Object.keys(MEASURE_VIEWS) as (keyof typeof MEASURE_VIEWS)[];
  return views.find((view) => MEASURE_VIEWS[view] === state) ?? (state ? "all" : "live");
}

/** The place of a view. */
export function measureViewHref(view: MeasureListView): string {
  if (view === "review") return `${CONTROLS_PATH}?review=${REVIEW_WAITS}`;
  return view === "live" ? CONTROLS_PATH : `${CONTROLS_PATH}?state=${MEASURE_VIEWS[view]}`;
}

/** The place of the live measures whose term ends today or tomorrow, the first to end first. */
export function endingSoonHref(today: LocalDate): string {
  return `${CONTROLS_PATH}?expiresOnFrom=${today}&expiresOnTo=${addDays(today, 1)}&sort=expiresAt.asc`;
}

/** The list's query from its address; without a state it shows live measures. */
export function measuresInput(address: Readonly<Record<string, string>>): ListInput<typeof MEASURES_LIST> {
  return readListInput(MEASURES_LIST, { ...address, state: address.state ?? MEASURE_VIEWS.live });
}

/** The open measure a path names, or null. */
export function measureIdOf(pathname: string): string | null {
  return /^\/controls\/([0-9a-f-]{36})$/i.exec(pathname)?.[1] ?? null;
}
