import { casework, plain, SCOPE, type TableClass } from "../data-classes";

/** Columns of privacy requests: what somebody asks and is answered, sealed under his casework key or the request's own. */
export const PRIVACY_CLASSES: Readonly<Record<string, TableClass>> = {
  privacy_requests: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: `number customer_id registered_by verified_by rule_id started_by approval_id package_id correction_id
        correction_number joined_to fee_by answered_by`,
      code: `type document channel requester state outcome identity_way papers_asked papers_seen proposed proposed_from ground
        lapse_reason plan package_state correction_outcome fee_state fee_currency`,
      fact: "wrong_codes rule_version provisional late fee_minor",
      time: `received_at registered_at verified_at papers_asked_at paused_since due_raw due_at receipt_due receipt_due_at
        near_told_at late_since started_at ended_at`,
      system: "status_hash version",
    }),
    words_sealed: casework("what somebody asks about his data"),
    asked_sealed: casework("what exactly he asks for, values to be corrected among it"),
    person_sealed: casework("who asks for another, or says who he is: name and telephone"),
    answer_sealed: casework("what he is answered"),
  },
  privacy_request_steps: plain({
    id: "id",
    scope: SCOPE,
    reference: "request_id actor_id detail",
    code: "step",
    time: "at",
  }),
  privacy_codes: plain({
    id: "id",
    scope: SCOPE,
    reference: "request_id",
    system: "code_hash",
    time: "sent_at expires_at used_at",
  }),
};
