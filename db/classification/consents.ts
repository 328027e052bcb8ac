import { plain, SCOPE, type TableClass } from "../data-classes";

/** Columns of consents and policy versions: codes, moments and references; nothing a person could be named by. */
export const CONSENTS_CLASSES: Readonly<Record<string, TableClass>> = {
  policy_versions: plain({
    id: "id",
    scope: SCOPE,
    reference: "number label proposed_by approval_id agreed_by text_hash",
    code: "document change_class major_changes purposes changed_purposes notice_ways state",
    fact: "seq acceptance",
    time: "consulted_at wanted_at published_at effective_at proposed_at",
    system: "version",
  }),
  consent_events: plain({
    id: "id",
    scope: SCOPE,
    reference: "customer_id policy_version_id evidence_id request_id recorded_by",
    code: "purpose change channel reason_code",
    fact: "asked",
    time: "at recorded_at",
  }),
  consent_states: plain({
    id: "id",
    scope: SCOPE,
    reference: "customer_id policy_version_id event_id",
    code: "purpose change",
    time: "at refused_at",
  }),
  policy_acceptances: plain({
    id: "id",
    scope: SCOPE,
    reference: "customer_id policy_version_id evidence_id recorded_by",
    code: "way",
    time: "at",
  }),
};
