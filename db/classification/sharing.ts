import { plain, SCOPE, type TableClass } from "../data-classes";

/** Columns of partners, disclosures and notices: which kinds went to which company, never the data. */
export const SHARING_CLASSES: Readonly<Record<string, TableClass>> = {
  sharing_partners: plain({
    id: "id",
    scope: SCOPE,
    reference: "number name contact contract_reference recorded_by approval_id",
    code: "kind country purpose way fields basis case_code safeguards state end_reason",
    fact: "consent_required",
    time: "contract_from contract_to recorded_at started_at ended_at kept_until",
    system: "notice_url secret_cipher version",
  }),
  sharing_disclosures: plain({
    id: "id",
    scope: SCOPE,
    reference: "partner_id customer_id reference recorded_by",
    code: "fields",
    time: "at recorded_at",
  }),
  sharing_stops: plain({
    id: "id",
    scope: SCOPE,
    reference: "partner_id customer_id request_id stopped_by",
    time: "stopped_at lifted_at",
  }),
  sharing_notices: plain({
    id: "id",
    scope: SCOPE,
    reference: "number partner_id customer_id subject_id told_by confirmed_by",
    code: "kind classes subject_type state told_way last_problem",
    fact: "rounds",
    time: "opened_at due_at next_at told_at overdue_at confirmed_at",
    system: "version",
  }),
  sharing_demands: plain({
    id: "id",
    scope: SCOPE,
    reference: "number authority reference permission registered_by decided_by",
    code: "country state",
    time: "received_on registered_at decided_at",
    system: "version",
  }),
};
