import { casework, plain, SCOPE, SUMMED, type TableClass, trade } from "../data-classes";

/** Columns of loss reports: what callers answered is nowhere among them. */
export const LOSSES_CLASSES: Readonly<Record<string, TableClass>> = {
  loss_reports: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "number customer_id reported_by reviewed_by ended_by",
      code: "cause state verified call_back_state review_finding",
      fact: "call_back_count",
      time: "notice_at reported_at verified_at instructed_at in_force_at stop_until call_back_by reviewed_at confirmed_at ended_at",
      system: "version",
    }),
    police_number_sealed: casework("the number of the police's report"),
  },
  loss_notices: plain({
    id: "id",
    scope: SCOPE,
    reference: "report_id customer_id entered_by",
    code: "channel cause verified stopped",
    fact: "points",
    time: "notice_at entered_at",
  }),
  loss_checks: plain({
    id: "id",
    scope: SCOPE,
    reference: "report_id asked_by",
    code: "stage item outcome counted",
    time: "asked_at",
  }),
  loss_protections: plain({
    id: "id",
    scope: SCOPE,
    reference: "report_id account_id card_id measure_id instruction_id",
    code: "kind",
    time: "instructed_at in_force_at failed_at ended_at",
  }),
  loss_call_backs: plain({
    id: "id",
    scope: SCOPE,
    reference: "report_id called_by",
    code: "outcome verified",
    time: "called_at",
  }),
  loss_evidence: plain({
    id: "id",
    scope: SCOPE,
    reference: "report_id file_id recorded_by",
    code: "kind state",
    time: "recorded_at",
  }),
  loss_disputes: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "report_id transaction_id added_by",
      code: "currency phase",
      time: "business_date occurred_at added_at",
    }),
    amount_minor: trade("amount of a disputed movement", SUMMED),
  },
};
