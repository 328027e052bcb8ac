import { plain, SCOPE, type TableClass } from "../data-classes";

/** Rotations of the master key, runs of backup and drill, and the ledger of destroyed data keys. */
export const OPERATIONS: Readonly<Record<string, TableClass>> = {
  key_rotations: plain({
    id: "id",
    reference: "requested_by",
    scope: "requested_in",
    code: "state",
    fact: "from_version to_version keys_total keys_done",
    time: "requested_at started_at progress_at finished_at retired_at",
  }),
  maintenance_runs: plain({
    id: "id",
    reference: "backup_id recorded_by",
    code: "kind outcome failure_code",
    fact: "with_keys measures",
    time: "started_at finished_at",
  }),
  erasures: plain({
    id: "id",
    scope: SCOPE,
    reference: "subject_id erased_by",
    code: "subject_type retention_class",
    time: "erased_at",
  }),
};
