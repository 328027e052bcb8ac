import { casework, plain, SCOPE, SUMMED, type TableClass, trade } from "../data-classes";

/** Messages of the platform and answers to it: whom they mean, and what was told, is sealed. */
export const ELECTRONIC_ORDERS_CLASSES: Readonly<Record<string, TableClass>> = {
  electronic_orders: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "number message_id case_number of_message_id customer_id account_id measure_id of_order_id matched_by",
      code: "hash act state problem scope match_reason",
      fact: "authority",
      time: "issued_at received_at executed_at in_force_at lapses_at ended_at alarmed_at",
      system: "version",
    }),
    payload_sealed: casework("whom the platform means"),
    amount_minor: trade("the sum ordered held", SUMMED),
    note_sealed: casework("how the account was found"),
  },
  electronic_answers: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "electronic_order_id",
      code: "kind code final state last_problem",
      fact: "sequence attempts",
      time: "created_at sent_at",
    }),
    body_sealed: casework("what was told to the platform"),
  },
};
