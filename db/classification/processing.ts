import { plain, SCOPE, type TableClass } from "../data-classes";

/** Columns of the processing register, impact assessments and reviews of automatic decisions. */
export const PROCESSING_CLASSES: Readonly<Record<string, TableClass>> = {
  processing_records: plain({
    id: "id",
    scope: SCOPE,
    reference: "number name recipients recorded_by",
    code: "purpose basis fields retention_class safeguards cases state",
    time: "started_on ended_on kept_until recorded_at",
    system: "version",
  }),
  impact_assessments: plain({
    id: "id",
    scope: SCOPE,
    reference: "number about_id report_reference made_by concluded_by",
    code: "case_code about_type risk measures state",
    time: "made_at concluded_at kept_until",
    system: "version",
  }),
  decision_reviews: plain({
    id: "id",
    scope: SCOPE,
    reference: "number customer_id decision_id request_id requested_by decided_by",
    code: "decision_kind state",
    time: "requested_at decided_at",
    system: "version",
  }),
};
