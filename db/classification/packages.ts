import { plain, SCOPE, type TableClass } from "../data-classes";

/** Columns of packages: who asked for one and how it fares. What is in one lies sealed outside the database. */
export const PACKAGES_CLASSES: Readonly<Record<string, TableClass>> = {
  subject_packages: plain({
    id: "id",
    scope: SCOPE,
    reference: "number request_id customer_id asked_by ended_by",
    code: "form language state failure",
    fact: "plain_bytes sha256 parts downloads",
    time: "asked_at tried_at ready_at open_until code_until ended_at",
    system: "tries store_name code_hash wrong_codes version",
  }),
  package_downloads: plain({
    id: "id",
    scope: SCOPE,
    reference: "package_id taken_by",
    code: "way",
    time: "at",
  }),
};
