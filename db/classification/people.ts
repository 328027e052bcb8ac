import { plain, SCOPE, type TableClass } from "../data-classes";

/** Columns of people and duty: who may come in, who holds what, who is there. Names stand in `people` alone. */
export const PEOPLE_CLASSES: Readonly<Record<string, TableClass>> = {
  access_links: plain({
    id: "id",
    scope: SCOPE,
    reference: "person_id created_by revoked_by",
    code: "kind clears_second_factor",
    time: "created_at expires_at used_at revoked_at",
    system: "shown_hash mailed_hash",
  }),
  disablements: plain({
    id: "id",
    scope: SCOPE,
    reference: "person_id started_by ended_by",
    code: "reason_code",
    time: "started_at ended_at",
  }),
  role_requests: plain({
    id: "id",
    scope: SCOPE,
    reference: "person_id requested_by approval_id",
    code: "role state",
    time: "ends_at requested_at ended_at",
  }),
  delegations: plain({
    id: "id",
    scope: SCOPE,
    reference: "from_id to_id approval_id ended_by",
    code: "role reason_code state",
    time: "proposed_at started_at ends_at ended_at",
  }),
  reset_requests: plain({
    id: "id",
    scope: SCOPE,
    reference: "person_id requested_by approval_id",
    code: "clears_second_factor state",
    time: "requested_at ended_at",
  }),
  access_reviews: plain({
    id: "id",
    scope: SCOPE,
    reference: "opened_by signed_by",
    time: "opened_at due_on signed_at",
    system: "digest",
  }),
  access_review_items: plain({
    id: "id",
    scope: SCOPE,
    reference: "review_id grant_id person_id decided_by",
    code: "role decision reason_code",
    time: "granted_at decided_at",
  }),
  duty_shifts: plain({
    id: "id",
    scope: SCOPE,
    reference: "target person_id added_by removed_by",
    code: "target_type kind",
    time: "starts_at ends_at added_at removed_at",
  }),
  absences: plain({
    id: "id",
    scope: SCOPE,
    reference: "person_id stand_in_id set_by ended_by",
    code: "reason_code",
    time: "from_on to_on set_at ended_at",
  }),
};
