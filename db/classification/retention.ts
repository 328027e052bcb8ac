import { casework, plain, SCOPE, type TableClass } from "../data-classes";

/** Tables of retention. A certificate names classes, tables, counts and ids of keys; a keeping is sealed under a key of its own. */
export const RETENTION_TABLE_CLASSES: Readonly<Record<string, TableClass>> = {
  retention_entries: plain({
    id: "id",
    scope: SCOPE,
    reference: "customer_id request_id certificate_id",
    code: "retention_class disposition state anchor open",
    fact: "years basis",
    time: "due_on look_on kept_until ended_on planned_at erased_at",
    system: "version",
  }),
  restricted_subjects: plain({
    id: "id",
    scope: SCOPE,
    reference: "customer_id request_id",
    code: "cause",
    time: "since ended_at",
  }),
  retention_certificates: plain({
    id: "id",
    scope: SCOPE,
    reference: "number customer_id entry_id",
    code: "retention_class",
    fact: "content",
    time: "issued_at",
    system: "key_id signature",
  }),
  retention_keepings: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "customer_id keeping_id",
      code: "clearance retention_class table_name",
      fact: "page",
      time: "look_on kept_at",
    }),
    body_sealed: casework("what the cleared must keep of a class that went"),
  },
};
