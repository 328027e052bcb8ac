import { casework, plain, SCOPE, type TableClass } from "../data-classes";

/** Columns of our dealings with the payment core: extents of measures and ids, no account number and no balance. */
export const CORE_CLASSES: Readonly<Record<string, TableClass>> = {
  // `body` is what the core is told: ids, scope, codes. The account's number is added when it is sent, never stored.
  core_instructions: plain({
    id: "id",
    scope: SCOPE,
    reference: "measure_id account_id subject_id",
    code: "verb state last_problem subject_type",
    fact: "body round answer_ms",
    time: "created_at sent_at answered_at applied_at",
    system: "sequence attempts core_sequence version",
  }),
  core_differences: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "number account_id customer_id resent_by explained_by",
      code: "kind state reason_code",
      fact: "ours theirs times_seen",
      time: "first_seen_at last_seen_at resent_at explained_at resolved_at",
      system: "core_version version",
    }),
    note_sealed: casework("why the core differs, in a colleague's words"),
  },
};
