import { CLOSURES_CLASSES } from "./classification/closures";
import { COMPLETENESS_CLASSES } from "./classification/completeness";
import { connectionsClassification } from "./classification/connections";
import { CONSENTS_CLASSES } from "./classification/consents";
import { CORE_CLASSES } from "./classification/core";
import { CORRECTIONS_CLASSES } from "./classification/corrections";
import { ENTERPRISE_CLASSES } from "./classification/customers";
import { ELECTRONIC_ORDERS_CLASSES } from "./classification/electronic-orders";
import { evidenceClassification } from "./classification/evidence";
import { IDENTITY_CLASSES } from "./classification/identity";
import { INCIDENTS_CLASSES } from "./classification/incidents";
import { INGESTION_CLASSES } from "./classification/ingestion";
import { KYC_CLASSES } from "./classification/kyc";
import { LEDGER_CLASSES } from "./classification/ledger";
import { LETTERS_CLASSES } from "./classification/letters";
import { LIMITS_CLASSES } from "./classification/limits";
import { LOSSES_CLASSES } from "./classification/losses";
import { NOTIFICATIONS_CLASSES } from "./classification/notifications";
import { OBJECTIONS_CLASSES } from "./classification/objections";
import { OPERATIONS } from "./classification/operations";
import { ORDERS_CLASSES } from "./classification/orders";
import { PACKAGES_CLASSES } from "./classification/packages";
import { PEOPLE_CLASSES } from "./classification/people";
import { PRIVACY_CLASSES } from "./classification/privacy";
import { PROCESSING_CLASSES } from "./classification/processing";
import { RETENTION_TABLE_CLASSES } from "./classification/retention";
import { REVERIFICATION_CLASSES } from "./classification/reverification";
import { RULEBOOK_CLASSES } from "./classification/rulebook";
import { SCREENING_CLASSES } from "./classification/screening";
import { SHARING_CLASSES } from "./classification/sharing";
import { WORKLIST_CLASSES } from "./classification/worklist";
import {
  COARSE,
  COLLEAGUE,
  casework,
  clear,
  contact,
  identity,
  plain,
  SCOPE,
  SEALED,
  SUMMED,
  staff,
  type TableClass,
  trade,
} from "./data-classes";

/**
 * Every column of the database, by table. A new column fails the fitness test until it stands here; a personal one of a
 * customer or counterparty must be sealed, hashed with a key, or say why not.
 */
export const CLASSIFICATION: Readonly<Record<string, TableClass>> = {
  ...connectionsClassification,
  ...IDENTITY_CLASSES,
  ...NOTIFICATIONS_CLASSES,
  ...LETTERS_CLASSES,
  ...LIMITS_CLASSES,
  ...LOSSES_CLASSES,
  ...ENTERPRISE_CLASSES,
  ...RETENTION_TABLE_CLASSES,
  ...REVERIFICATION_CLASSES,
  ...INGESTION_CLASSES,
  ...evidenceClassification,
  ...SCREENING_CLASSES,
  ...KYC_CLASSES,
  ...OBJECTIONS_CLASSES,
  ...INCIDENTS_CLASSES,
  ...CLOSURES_CLASSES,
  ...PRIVACY_CLASSES,
  ...CONSENTS_CLASSES,
  ...SHARING_CLASSES,
  ...PROCESSING_CLASSES,
  ...ORDERS_CLASSES,
  ...ELECTRONIC_ORDERS_CLASSES,
  ...PACKAGES_CLASSES,
  ...CORRECTIONS_CLASSES,
  customers: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "party_id batch_id number",
      code: "kind status",
      time: "created_at",
      system: "version",
    }),
    name_sealed: identity("name"),
    phone_sealed: contact("telephone number"),
    address_sealed: contact("address"),
    external_ref_sealed: identity("the source system's reference"),
    occupation: identity("occupation", COARSE),
    nationality: identity("nationality", COARSE),
    since: identity("customer since", COARSE, "C1"),
  },
  identity_documents: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "customer_id submission_id",
      code: "type status",
      time: "created_at",
    }),
    number_sealed: identity("number of the identity document"),
    valid_from: identity("start of validity", COARSE, "C1"),
    valid_to: identity("end of validity", COARSE, "C1"),
  },
  counterparties: {
    ...plain({ id: "id", scope: SCOPE, reference: "batch_id", code: "kind", time: "created_at" }),
    ref_sealed: trade("the other side's account or reference", SEALED, "counterparty"),
    name_sealed: trade("the other side's name", SEALED, "counterparty"),
  },
  subject_keys: plain({
    id: "id",
    scope: SCOPE,
    code: "subject_type retention_class",
    reference: "subject_id",
    system: "key_version wrapped",
    time: "created_at",
  }),
  blind_index: {
    ...plain({ scope: SCOPE, code: "kind subject_type retention_class", reference: "subject_id" }),
    value: {
      ...identity("search key of a name, number, telephone or card", { kind: "keyed-hash" }),
      purpose: "find by exact value",
    },
  },
  ...LEDGER_CLASSES,
  import_identities: {
    ...plain({ scope: "programme_id", reference: "transfer_id batch_id" }),
    identity: trade(
      "the source's id of a movement, or the fingerprint of its row",
      clear("compared row by row when a file comes again; who can name it has the whole row already"),
    ),
  },
  import_batches: plain({
    id: "id",
    scope: SCOPE,
    reference: "number started_by",
    code: "mapping state failure_code",
    fact: `file_name file_sha256 file_bytes failure_params rows_read bytes_read rows_accepted rows_rejected rows_duplicate legs
      new_customers candidates first_date last_date`,
    time: "started_at finished_at",
    system: "version",
  }),
  // `params` holds lengths and names of columns, never the value that was refused.
  import_errors: plain({
    id: "id",
    scope: SCOPE,
    reference: "batch_id",
    fact: "line column_name params",
    code: "code",
  }),
  large_value_candidates: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "number party_id customer_id exemption_approval_id",
      code: "direction rule_id met_by single final state provisional exemption",
      fact: "rule_version cny_line usd_line transaction_count unrated",
      time: "due_on due_at found_at recomputed_at exempted_at",
      system: "version",
    }),
    business_date: trade("day of the sum", SUMMED),
    cny_sum: trade("a day's sum in yuan", SUMMED),
    usd_sum: trade("a day's sum in dollars", SUMMED),
    exemption_note_sealed: casework("why no report is owed"),
  },
  measures: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "number account_id customer_id requested_by reviewed_by approval_id release_approval_id subject_id",
      code: "clearance kind source reason_code rule_id scope target state release_reason_code lift_reason_code subject_type",
      fact: "rule_version",
      time: "review_on reviewed_at requested_at starts_at expires_at instructed_at in_force_at ended_at noticed_at released_at",
      system: "version",
    }),
    amount_minor: trade("sum held", SUMMED),
    note_sealed: casework("reason in the proposer's words"),
    release_note_sealed: casework("reason of the release in the proposer's words"),
  },
  measure_secrets: plain({
    id: "id",
    scope: SCOPE,
    reference: "measure_id requested_by subject_id",
    code: "clearance kind source reason_code rule_id subject_type release_reason_code lift_reason_code",
    fact: "rule_version",
    time: "starts_at expires_at ended_at",
  }),
  ...CORE_CLASSES,
  approvals: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "number subject_id customer_id maker_id checker_id",
      code: "clearance kind subject_type status decision_code",
      fact: "payload payload_hash changes",
      time: "requested_at expires_at decided_at",
      system: "version",
    }),
    snapshot: trade(
      "what the account held when the proposal was made",
      clear("ids, amounts and versions; names nobody"),
    ),
    note_sealed: casework("reason in the checker's words"),
  },
  clocks: plain({
    id: "id",
    scope: SCOPE,
    reference: "subject_id",
    code: "subject_type rule_id figure provisional state",
    fact: "rule_version steps pauses extensions",
    time: "started_on started_at due_raw due_on due_at ended_at",
    system: "version",
  }),
  ...OPERATIONS,
  ...COMPLETENESS_CLASSES,
  ...RULEBOOK_CLASSES,
  ...WORKLIST_CLASSES,
  ...PEOPLE_CLASSES,
  audit_entries: plain({
    id: "id",
    scope: SCOPE,
    code: "log clearance kind outcome subject_type",
    time: "at",
    reference: "actor_id subject_id",
    system: "xid",
    fact: "leaf",
  }),
  audit_leaves: plain({ code: "log", system: "leaf_index leaf_hash", reference: "entry_id" }),
  audit_nodes: plain({ code: "log", system: "level node_index hash" }),
  audit_heads: plain({ code: "log", system: "tree_size root_hash key_id signature", time: "sealed_at" }),
  // `result` holds ids and numbers; a command whose result is personal keeps none (storesResult: false).
  idempotency_keys: plain({
    scope: "programme_id",
    reference: "actor_id",
    code: "command",
    system: "key request_hash",
    fact: "result",
    time: "created_at",
  }),
  worker_heartbeats: plain({ system: "worker_id process_id", time: "seen_at" }),
  legal_entities: plain({ id: "id", fact: "name_zh name_en" }),
  programmes: plain({ id: "id", scope: "legal_entity_id", fact: "name_zh name_en" }),
  role_conflicts: plain({ code: "role_a role_b" }),
  people: {
    ...plain({
      id: "id",
      scope: "home_programme_id",
      reference: "oidc_subject",
      time: "disabled_at created_at password_changed_at",
    }),
    email: staff("e-mail address", clear("the sign-in name of a member of staff")),
    name_zh: staff("name", COLLEAGUE),
    name_en: staff("name", COLLEAGUE),
    password_hash: staff("password", { kind: "one-way" }, "C3"),
  },
  role_grants: plain({
    id: "id",
    reference: "person_id granted_by delegation_id",
    scope: "programme_id",
    code: "role source",
    time: "granted_at ended_at ends_at",
  }),
  sessions: {
    ...plain({
      id: "id",
      reference: "person_id revoked_by",
      code: "method ended_for",
      system: "wrong_passwords",
      time: "created_at last_seen_at expires_at step_up_at revoked_at",
    }),
    device: staff("kind of browser", clear("shown to its owner, to tell sessions apart")),
    network: staff("network signed in from, coarse", clear("shown to its owner, to tell sessions apart")),
  },
  totp_credentials: {
    ...plain({ reference: "person_id", time: "confirmed_at blocked_until", system: "last_step failures demo" }),
    secret_sealed: staff("seed of one-time codes", SEALED, "C3"),
  },
};
