import { casework, clear, plain, SCOPE, staff, type TableClass } from "../data-classes";

/** Columns of the worklist. What people write is sealed under the customer's casework key, or one of the item's own. */
export const WORKLIST_CLASSES: Readonly<Record<string, TableClass>> = {
  work_items: plain({
    id: "id",
    scope: SCOPE,
    reference: "number subject_id customer_id account_id excluded_person_id assignee_id closed_by",
    code: "clearance kind subject_type state provisional held_as priority",
    fact: "comment_count",
    time: `opened_at due_at due_on assigned_at locked_until snoozed_until suspended_at suspended_until promised_at rank_at
      wake_at closed_at`,
    system: "version",
  }),
  work_queues: plain({
    id: "id",
    scope: SCOPE,
    reference: "created_by",
    code: "kinds",
    fact: "name_zh name_en filter",
    time: "created_at closed_at",
    system: "version",
  }),
  work_queue_members: plain({ scope: SCOPE, reference: "queue_id person_id added_by", time: "added_at" }),
  work_views: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "owner_id",
      code: "shared_with",
      fact: "state",
      time: "created_at",
      system: "version",
    }),
    name: staff("name somebody gave to his list", clear("a label its owner chose to show; no customer field feeds it")),
  },
  work_marks: plain({
    scope: SCOPE,
    reference: "person_id target_id",
    code: "target_type favourite opens_first",
  }),
  work_comments: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "item_id author_id mentions",
      code: "clearance about pinned",
      time: "written_at withdrawn_at",
    }),
    body_sealed: casework("what colleagues wrote at an item"),
  },
  work_promises: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "item_id customer_id made_by ended_by",
      code: "clearance kind state",
      time: "due_at made_at ended_at overdue_at",
      system: "version",
    }),
    note_sealed: casework("what was promised, in words"),
  },
  work_bulks: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "requested_by",
      code: "clearance action state",
      fact: "params",
      time: "requested_at finished_at",
    }),
    note_sealed: casework("reason for a deed on many items"),
  },
  work_bulk_items: plain({
    scope: SCOPE,
    reference: "bulk_id item_id",
    code: "clearance outcome code",
    fact: "position",
  }),
};
