import { plain, SCOPE, type TableClass } from "../data-classes";

/** Runs of controls, day-ends and anchors: counts, sums of a whole day's trade, and hashes. Nobody's data. */
export const COMPLETENESS_CLASSES: Readonly<Record<string, TableClass>> = {
  control_standings: plain({
    code: "control last_outcome",
    time: "since last_started_at last_ended_at last_done_at",
    fact: "last_count",
  }),
  control_runs: plain({
    id: "id",
    code: "control outcome",
    time: "started_at ended_at",
    fact: "handled rounds",
    system: "process_id",
  }),
  control_days: plain({ code: "control", fact: "on_date done failed handled" }),
  control_misses: plain({
    id: "id",
    scope: SCOPE,
    reference: "number explained_by",
    code: "control reason_code",
    time: "last_done_at alarm_at found_at ran_again_at explained_at",
  }),
  day_statements: plain({
    id: "id",
    scope: SCOPE,
    reference: "received_by",
    code: "source",
    fact: "business_date lines",
    time: "made_at received_at",
    system: "digest",
  }),
  tie_outs: plain({
    id: "id",
    scope: SCOPE,
    reference: "statement_id",
    code: "state",
    fact: "business_date core_count our_count differences our_lines",
    time: "tied_at",
    system: "our_digest",
  }),
  tie_differences: plain({
    id: "id",
    scope: SCOPE,
    reference: "number closed_by",
    code: "currency direction trade kind state reason_code",
    fact: "business_date core_count core_minor our_count our_minor slices",
    time: "found_at checked_at closed_at",
  }),
  audit_anchors: plain({
    id: "id",
    scope: SCOPE,
    code: "clearance log target state problem",
    fact: "tree_size head receipt",
    time: "made_at answered_at",
    system: "attempts",
  }),
};
