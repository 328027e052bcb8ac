import { INCIDENTS_LIST } from "@/domain/incidents/schema";
import type { ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";

export const INCIDENTS_PATH = "/incidents";

/** The views of the list by the address's `state`; the first is shown when the address names none. */
export const INCIDENT_VIEWS = { open: "open", closed: "closed", all: "open,closed" } as const;
export type IncidentView = keyof typeof INCIDENT_VIEWS;

/** The view an address asks for; null for a choice of states that is none of the views. */
export function incidentView(state: string | undefined): IncidentView | null {
  if (state === undefined) return "open";
  return (Object.keys(INCIDENT_VIEWS) as IncidentView[]).find((view) => INCIDENT_VIEWS[view] === state) ?? null;
}

/** The place of a view. */
export const viewHref = (view: IncidentView): string =>
  view === "open" ? INCIDENTS_PATH : `${INCIDENTS_PATH}?state=${INCIDENT_VIEWS[view]}`;

/** The list's query from its address; without a state it shows what is open. */
export function incidentsInput(address: Readonly<Record<string, string>>): ListInput<typeof INCIDENTS_LIST> {
  return readListInput(INCIDENTS_LIST, { ...address, state: address.state ?? INCIDENT_VIEWS.open });
}

/** The open incident a path names, or null. */
export function incidentIdOf(pathname: string): string | null {
  return new RegExp(`^${INCIDENTS_PATH}/([0-9a-f-]{36})$`, "i").exec(pathname)?.[1] ?? null;
}

/** A version of a report as a paper. */
export const reportHref = (incident: string, report: string, language: string): string =>
  `/api/incidents/report?incident=${incident}&report=${report}&language=${language}`;
