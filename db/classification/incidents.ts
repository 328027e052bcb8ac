import { casework, plain, SCOPE, type TableClass } from "../data-classes";

/** Columns of the incident desk: people by reference only; words sealed under a key of the incident, a customer's under his. */
export const INCIDENTS_CLASSES: Readonly<Record<string, TableClass>> = {
  incidents: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "number registered_by closed_by",
      code: "kind certainty severity state systems data_kinds cause",
      fact: "cii estimate",
      time: "discovered_at occurred_from occurred_to registered_at closed_at",
      system: "version",
    }),
    words_sealed: casework("what happened, why, and what harm it may do"),
  },
  incident_duties: plain({
    id: "id",
    scope: SCOPE,
    reference: "incident_id rule_id done_by",
    code: "duty state waiver_code",
    fact: "rule_version own hours",
    time: "due_at done_at",
  }),
  incident_selections: plain({
    id: "id",
    scope: SCOPE,
    reference: "incident_id by",
    code: "way",
    fact: "filter found added",
    time: "at",
  }),
  incident_persons: plain({
    id: "id",
    scope: SCOPE,
    reference: "incident_id customer_id selection_id notice_id letter_id contacted_by",
    code: "state contact_way",
    time: "told_at contacted_at",
  }),
  incident_reports: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "incident_id saved_by sent_by evidence_id",
      code: "authority channel",
      fact: "sequence supplement",
      time: "saved_at sent_at",
    }),
    words_sealed: casework("what an authority is told of an incident"),
  },
  incident_notices: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "incident_id saved_by approval_id approved_by ended_by evidence_id",
      code: "kind state",
      fact: "steps total told",
      time: "saved_at approved_at started_at last_at ended_at",
      system: "version",
    }),
    words_sealed: casework("what the people concerned are told"),
  },
  incident_entries: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "incident_id written_by",
      code: "kind",
      time: "at written_at",
    }),
    words_sealed: casework("what was done about an incident"),
  },
  incident_sightings: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "incident_id customer_id registered_by",
      code: "channel",
      time: "received_at registered_at",
    }),
    words_sealed: casework("what a customer says of his data"),
  },
};
