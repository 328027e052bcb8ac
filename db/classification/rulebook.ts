import { casework, plain, SCOPE, type TableClass } from "../data-classes";

/** Columns of rules changed on the console, of calendar years, and of what happened to clocks. */
export const RULEBOOK_CLASSES: Readonly<Record<string, TableClass>> = {
  rulebook_changes: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "number target approval_id proposed_by",
      code: "kind reason_code state",
      fact: "content source_reference",
      time: "proposed_at ended_at",
      system: "version",
    }),
    note_sealed: casework("why a rule was to be changed"),
  },
  rulebook_versions: plain({
    id: "id",
    scope: SCOPE,
    reference: "change_id",
    code: "rule_id",
    fact: "rule_version content",
    time: "valid_from valid_to known_from",
  }),
  calendar_years: plain({
    id: "id",
    scope: SCOPE,
    reference: "change_id",
    fact: "year year_version content",
    time: "known_from",
  }),
  rulebook_revisions: plain({ scope: SCOPE, system: "revision" }),
  clock_events: plain({
    id: "id",
    scope: SCOPE,
    reference: "clock_id actor_id",
    code: "kind ground rule",
    fact: "provisional_after",
    time: "due_on_before due_on_after due_at_after at",
  }),
};
