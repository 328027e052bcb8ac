import { INTERNAL, ofCustomer, type TableMap, type TableMaps } from "./model";

/** Words about an incident are about nobody alone: they go with the incident. */
const ofIncident: TableMap = {
  route: { by: "none", reason: "words about an incident as a whole; who is concerned stands beside it by reference" },
  key: ["id"],
  owner: "work-item",
  clearance: "general",
  disclose: INTERNAL,
  erase: "keys",
};

export const INCIDENTS_MAP: TableMaps = {
  incidents: ofIncident,
  incident_reports: ofIncident,
  incident_notices: ofIncident,
  incident_entries: ofIncident,
  incident_sightings: ofCustomer({ not: "what he himself reported; he is told of the incident by letter" }),
};
