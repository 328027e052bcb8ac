import { casework, plain, SCOPE, type TableClass } from "../data-classes";

/**
 * Lists of names and what came of comparing customers with them. What a list says of the people on it was published by its
 * issuer for everybody to check against: it is a public fact, is about no customer of the house, and is erased with nobody.
 * That a customer was compared and found is behind the wall, by the row's clearance.
 */
export const SCREENING_CLASSES: Readonly<Record<string, TableClass>> = {
  screening_lists: plain({
    id: "id",
    scope: SCOPE,
    code: "source sha256 in_use",
    fact: "entries",
    reference: "loaded_by",
    time: "as_of loaded_at current_at",
    system: "version",
  }),
  screening_entries: plain({
    id: "id",
    scope: SCOPE,
    reference: "list_id external_id reference",
    code: "kind hash",
    fact: "name names numbers births nationalities name_keys number_keys",
    time: "listed_on",
  }),
  screening_hits: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "number customer_id entry_id external_id approval_id decided_by",
      code: "clearance source entry_hash matched_on state reason_code",
      time: "opened_at decided_at",
      system: "version",
    }),
    note_sealed: casework("why it is another person"),
  },
  screening_holds: plain({
    scope: SCOPE,
    code: "clearance",
    reference: "hit_id measure_id account_id",
    time: "held_at",
  }),
  screening_runs: plain({
    id: "id",
    scope: SCOPE,
    code: "clearance state lists",
    reference: "cursor_id",
    fact: "total compared hits",
    time: "started_at progress_at finished_at",
    system: "version",
  }),
};
