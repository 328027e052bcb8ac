import { casework, plain, SCOPE, SUMMED, type TableClass, trade } from "../data-classes";

/** Columns of limits. Sums stand in the clear: they are added up and compared while a payment waits. */
export const LIMITS_CLASSES: Readonly<Record<string, TableClass>> = {
  limit_books: plain({ scope: SCOPE, reference: "customer_id", time: "opened_at", system: "stale" }),
  limit_counters: {
    ...plain({
      scope: SCOPE,
      reference: "customer_id account_id",
      code: "window_kind",
      time: "starts_on",
      fact: "transfer_count agreed_count two_count one_count",
    }),
    paid_minor: trade("sum of payments", SUMMED),
    own_name_minor: trade("sum of payments to the holder", SUMMED),
    transfer_minor: trade("sum of transfers", SUMMED),
    free_minor: trade("sum of payments without password", SUMMED),
  },
  decisions: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "request_id transaction_id customer_id account_id batch_id",
      code: "kind own_name factors tier answer basis state",
      time: "business_date decided_at reserved_until settled_at",
      system: "request_hash",
    }),
    amount_minor: trade("sum of a payment", SUMMED),
    body: trade("limits, what was used of them and what is left", SUMMED),
  },
  limit_adjustments: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "number account_id customer_id requested_by approval_id",
      code: "kind direction state ended_as",
      fact: "value day_minor",
      time: "requested_at started_at ends_at ending_told_at ended_at",
      system: "version",
    }),
    note_sealed: casework("why, in the proposer's words"),
  },
};
