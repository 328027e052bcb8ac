import { casework, clear, identity, plain, SCOPE, type TableClass } from "../data-classes";

/** Tables of the KYC desk. What was declared and read is sealed under the customer's key; findings name fields only. */
export const KYC_CLASSES: Readonly<Record<string, TableClass>> = {
  kyc_submissions: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "number customer_id request_id received_by decided_by",
      code: "kind subject_kind origin status",
      fact: "expected face_to_face requested_class outcome_class check_run failed warned",
      time: "received_at ready_at decided_at",
      system: "version",
    }),
    payload_sealed: identity("what was handed in to prove who a customer is"),
    phone_key: identity("the declared telephone number", { kind: "keyed-hash" }),
    id_key: identity("the declared number of a paper", { kind: "keyed-hash" }),
  },
  kyc_documents: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "submission_id customer_id file_id decided_by",
      code: "kind read_state read_problem state reason_code",
      fact: "quality",
      time: "decided_at created_at",
      system: "version",
    }),
    reading_sealed: identity("what was read from the picture of a paper"),
    content_hash: identity("the bytes of the picture of a paper", { kind: "keyed-hash" }),
    look_hash: identity(
      "how the picture of a paper looks, in 64 bits",
      clear("compared bit by bit to find the same picture elsewhere; no picture can be made from it"),
    ),
  },
  kyc_channels: plain({
    id: "id",
    scope: SCOPE,
    reference: "submission_id customer_id",
    code: "type provider outcome",
    fact: "answers",
    time: "checked_at recorded_at",
  }),
  kyc_check_runs: plain({
    scope: SCOPE,
    reference: "submission_id",
    fact: "run findings",
    time: "ran_at",
  }),
  kyc_requests: plain({
    id: "id",
    scope: SCOPE,
    reference: "number customer_id submission_id subject_id asked_by answered_by",
    code: "ground state",
    fact: "documents reasons",
    time: "due_on asked_at ended_at",
    system: "version",
  }),
  kyc_decisions: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "submission_id customer_id approval_id decided_by",
      code: "decision reasons overridden",
      fact: "seconds",
      time: "decided_at",
    }),
    note_sealed: casework("the reviewer's words about a decision"),
  },
  kyc_class_changes: plain({
    id: "id",
    scope: SCOPE,
    reference: "customer_id account_id submission_id changed_by",
    code: "reason_code",
    fact: "from_class to_class channels face_to_face rules",
    time: "changed_at",
  }),
  kyc_second_looks: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "submission_id first_by looked_by",
      code: "verdict reason_code",
      time: "drawn_at looked_at",
      system: "lot version",
    }),
    note_sealed: casework("the words of whoever looked a second time"),
  },
};
