import { casework, plain, SCOPE, SUMMED, type TableClass, trade } from "../data-classes";

/** Columns of re-verification: sums of a customer's trade, and what colleagues wrote, sealed under his casework key. */
export const REVERIFICATION_CLASSES: Readonly<Record<string, TableClass>> = {
  reverifications: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "number customer_id request_id submission_id ended_by",
      code: "ground state desk_cause end_reason",
      time: "opened_at opened_on due_on at_desk_on ended_at",
      system: "version",
    }),
    end_note_sealed: casework("why a colleague ended a review"),
  },
  reverification_triggers: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "customer_id account_id review_id hold_id subject_id raised_by satisfied_by trigger_key rule_id",
      code: "clearance kind state met_by reason_code",
      fact: "rule_version cny_line usd_line counted unrated",
      time: "on_date window_from window_to found_at gone_at",
      system: "version",
    }),
    cny_sum: trade("sum of a customer's trade", SUMMED),
    usd_sum: trade("sum of a customer's trade", SUMMED),
    note_sealed: casework("why somebody doubts who a customer is"),
  },
  reverification_holds: plain({
    id: "id",
    scope: SCOPE,
    reference: "number decided_by",
    code: "kind state reason_code",
    fact: "on_date held customers share_bp",
    time: "opened_at decided_at",
    system: "version",
  }),
  reverification_changes: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "customer_id recorded_by",
      code: "data in_time provisional",
      time: "effective_on announced_on latest_on recorded_at",
    }),
    note_sealed: casework("what a customer said of a change to come"),
  },
  reverification_reasons: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "review_id customer_id recorded_by",
      code: "reason_code",
      time: "until_on recorded_at",
    }),
    note_sealed: casework("why a customer may be late"),
  },
  reverification_measures: plain({
    id: "id",
    scope: SCOPE,
    reference: "review_id account_id measure_id",
    code: "reason_code",
    time: "imposed_at lifted_at",
  }),
};
