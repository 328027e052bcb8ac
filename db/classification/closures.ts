import { casework, plain, SCOPE, SUMMED, type TableClass, trade } from "../data-classes";

/** Columns of closures: sums paid out to a customer, and why somebody asks, sealed under his casework key. */
export const CLOSURES_CLASSES: Readonly<Record<string, TableClass>> = {
  closures: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "number account_id customer_id requested_by approval_id agreed_by subject_id card_id",
      code: "kind reason_code state identity_way subject_type stop_cause",
      fact: "rounds",
      time: "requested_at agreed_at ended_at",
      system: "version",
    }),
    note_sealed: casework("why somebody asks for an account to be closed"),
    paid_out_minor: trade("money paid out to a bound card", SUMMED),
    paying_minor: trade("money on its way to a bound card", SUMMED),
  },
  closure_steps: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "closure_id actor_id instruction_id",
      code: "kind conditions problem currency",
      time: "at",
    }),
    minor: trade("money paid out to a bound card", SUMMED),
  },
  closure_candidates: plain({
    id: "id",
    scope: SCOPE,
    reference: "account_id customer_id decided_by",
    code: "state dismissal_code",
    time: "idle_since reclaim_from last_used_on last_login_on found_at noticed_on ended_at",
    system: "version",
  }),
  closure_logins: plain({
    id: "id",
    scope: SCOPE,
    reference: "customer_id",
    time: "last_on told_at",
  }),
};
