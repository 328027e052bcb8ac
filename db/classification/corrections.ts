import { casework, plain, SCOPE, type TableClass } from "../data-classes";

/** Columns of corrections: what stood and what stands, sealed under the customer's casework key. */
export const CORRECTIONS_CLASSES: Readonly<Record<string, TableClass>> = {
  corrections: plain({
    id: "id",
    scope: SCOPE,
    reference: "number request_id customer_id evidence_ids proposed_by approval_id ended_by",
    code: "state reject_reason",
    fact: "record_version",
    time: "proposed_at ended_at",
    system: "version",
  }),
  correction_items: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "correction_id customer_id document_id",
      code: "field",
    }),
    before_sealed: casework("what stood before a correction"),
    after_sealed: casework("what a correction puts in its place"),
  },
};
