import { casework, plain, SCOPE, type TableClass } from "../data-classes";

/** Columns of objections: what a customer said and what he is answered, sealed under his casework key. */
export const OBJECTIONS_CLASSES: Readonly<Record<string, TableClass>> = {
  objections: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "number measure_id account_id customer_id registered_by decided_by narrower_id rule_id",
      code: "ground channel regime state reject_reason",
      fact: "rule_version late",
      time: "received_at registered_at due_raw due_at prompt_by decided_at",
      system: "version",
    }),
    words_sealed: casework("what a customer says against a measure"),
    answer_sealed: casework("what the customer is answered"),
  },
};
