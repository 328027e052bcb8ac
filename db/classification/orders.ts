import { casework, plain, SCOPE, SUMMED, type TableClass, trade } from "../data-classes";

/** Columns of orders of authorities: what papers name, and who brought them, sealed under the casework key of the order. */
export const ORDERS_CLASSES: Readonly<Record<string, TableClass>> = {
  orders: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "number document_number case_number customer_id account_id about_id registered_by reviewed_by",
      code: `clearance authority authority_name basis act target scope term_unit checks stated disclosure state flags grounds
        alarmed review_outcome review_step`,
      fact: "term_count renewals",
      time: "document_on term_until received_at registered_at starts_at ends_at ended_at reviewed_at",
      system: "version",
    }),
    amount_minor: trade("sum an authority freezes or takes", SUMMED),
    target_sealed: casework("account or customer as an authority's paper names it"),
    note_sealed: casework("what an officer noted of a paper"),
    review_note_sealed: casework("what a lead found of an order"),
  },
  order_officers: {
    ...plain({ id: "id", scope: SCOPE, reference: "order_id", code: "clearance", fact: "position" }),
    name_sealed: casework("name of an officer of an authority"),
    credential_sealed: casework("number of an officer's credential"),
  },
  order_acts: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "order_id account_id measure_id",
      code: "clearance act state cause",
      time: "done_at in_force_at ended_at",
    }),
    amount_minor: trade("sum an authority freezes or takes", SUMMED),
  },
  order_answers: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "order_id recorded_by",
      code: "clearance channel",
      time: "sent_at recorded_at",
    }),
    note_sealed: casework("what an authority was told"),
  },
  order_packages: plain({
    id: "id",
    scope: SCOPE,
    reference: "order_id made_by",
    code: "clearance wanted",
    fact: "bytes rows",
    time: "made_at taken_at",
    system: "sha256",
  }),
};
