import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";

/** One thing that waits for a person. */
export const workItems = pgTable(
  "work_items",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: text("clearance").notNull(),
    kind: cText("kind").notNull(),
    number: cText("number").notNull(),
    subjectType: cText("subject_type").notNull(),
    subjectId: uuid("subject_id").notNull(),
    customerId: uuid("customer_id"),
    accountId: uuid("account_id"),
    state: cText("state").notNull(),
    openedAt: instant("opened_at").notNull(),
    dueAt: instant("due_at"),
    dueOn: localDate("due_on"),
    provisional: boolean("provisional").notNull().default(false),
    /** Whoever may not take it: the maker of what waits for a check. */
    excludedPersonId: uuid("excluded_person_id"),
    /** Whose it is. Taken by himself it is locked until `locked_until`; assigned by somebody else it has no lock. */
    assigneeId: uuid("assignee_id"),
    heldAs: cText("held_as"),
    assignedAt: instant("assigned_at"),
    lockedUntil: instant("locked_until"),
    /** Raised by hand: 0 as the clock says, up to 2. */
    priority: integer("priority").notNull().default(0),
    snoozedUntil: instant("snoozed_until"),
    suspendedAt: instant("suspended_at"),
    suspendedUntil: instant("suspended_until"),
    /** Due moment of the earliest open promise to the customer. */
    promisedAt: instant("promised_at"),
    commentCount: integer("comment_count").notNull().default(0),
    /** Where it stands in the order of urgency, and when something of it ends by itself: set by a trigger. */
    rankAt: instant("rank_at").notNull().default(sql`'infinity'`),
    wakeAt: instant("wake_at"),
    closedAt: instant("closed_at"),
    closedBy: text("closed_by"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("work_items_state", sql`${t.state} in ('open', 'done', 'cancelled')`),
    check("work_items_priority", sql`${t.priority} between 0 and 2`),
    check(
      "work_items_held",
      sql`(${t.assigneeId} is null) = (${t.heldAs} is null) and coalesce(${t.heldAs}, 'taken') in ('taken', 'assigned')`,
    ),
    uniqueIndex("work_items_one_open").on(t.kind, t.subjectId).where(sql`${t.state} = 'open'`),
    index("work_items_due_order").on(t.programmeId, t.state, sql`coalesce(${t.dueAt}, 'infinity'::timestamptz)`, t.id),
    index("work_items_urgency").on(t.programmeId, t.state, t.rankAt, t.id),
    // What take-next reads: per kind and clearance the free items in order of urgency.
    index("work_items_free")
      .on(t.programmeId, t.kind, t.clearance, t.rankAt, t.id)
      .where(
        sql`${t.state} = 'open' and ${t.assigneeId} is null and ${t.snoozedUntil} is null and ${t.suspendedAt} is null`,
      ),
    // What the rail counts, without touching the rows.
    index("work_items_counted")
      .on(t.programmeId, t.kind, t.clearance, t.dueAt, t.excludedPersonId)
      .where(sql`${t.state} = 'open'`),
    index("work_items_held_by")
      .on(t.assigneeId, t.rankAt)
      .where(sql`${t.state} = 'open' and ${t.assigneeId} is not null`),
    index("work_items_wake").on(t.programmeId, t.wakeAt).where(sql`${t.wakeAt} is not null`),
    index("work_items_customer").on(t.customerId).where(sql`${t.state} = 'open'`),
    index("work_items_of_customer").on(t.customerId).where(sql`${t.customerId} is not null`),
  ],
);

/** A named part of the work: kinds and a filter. An item is in every queue that it fits. */
export const workQueues = pgTable(
  "work_queues",
  {
    id: primaryId(),
    ...programmeColumns(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en").notNull(),
    kinds: text("kinds").array().notNull(),
    filter: jsonb("filter").notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: text("created_by").notNull(),
    closedAt: instant("closed_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [index("work_queues_open").on(t.programmeId).where(sql`${t.closedAt} is null`)],
);

/** Who works a queue. */
export const workQueueMembers = pgTable(
  "work_queue_members",
  {
    queueId: uuid("queue_id").notNull(),
    personId: uuid("person_id").notNull(),
    ...programmeColumns(),
    addedAt: instant("added_at").notNull(),
    addedBy: text("added_by").notNull(),
  },
  (t) => [primaryKey({ columns: [t.queueId, t.personId] }), index("work_queue_members_person").on(t.personId)],
);

/** A list as somebody left it, under a name; shared with nobody, a role, or all. */
export const workViews = pgTable(
  "work_views",
  {
    id: primaryId(),
    ...programmeColumns(),
    ownerId: uuid("owner_id").notNull(),
    name: text("name").notNull(),
    /** The list's state as the address bar has it: filters, sort, order. */
    state: jsonb("state").notNull(),
    sharedWith: cText("shared_with"),
    createdAt: instant("created_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [uniqueIndex("work_views_name").on(t.programmeId, t.ownerId, t.name)],
);

/** What one person made of a view or a queue: a favourite, or where his work opens. */
export const workMarks = pgTable(
  "work_marks",
  {
    personId: uuid("person_id").notNull(),
    targetType: cText("target_type").notNull(),
    targetId: uuid("target_id").notNull(),
    ...programmeColumns(),
    favourite: boolean("favourite").notNull(),
    opensFirst: boolean("opens_first").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.targetType, t.targetId] }),
    check("work_marks_target", sql`${t.targetType} in ('view', 'queue')`),
    uniqueIndex("work_marks_one_first").on(t.programmeId, t.personId).where(sql`${t.opensFirst}`),
  ],
);

/** What people wrote at an item: comments, and the notes of what they did with it. Appended; taken back with a trace. */
export const workComments = pgTable(
  "work_comments",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: text("clearance").notNull(),
    itemId: uuid("item_id").notNull(),
    authorId: text("author_id").notNull(),
    /** `comment`, or the audit word of the deed whose note it is. */
    about: cText("about").notNull(),
    bodySealed: sealed("body_sealed"),
    mentions: uuid("mentions").array().notNull(),
    pinned: boolean("pinned").notNull().default(false),
    writtenAt: instant("written_at").notNull(),
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [index("work_comments_item").on(t.itemId, t.writtenAt, t.id)],
);

/** Something promised to a customer by a moment. */
export const workPromises = pgTable(
  "work_promises",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: text("clearance").notNull(),
    itemId: uuid("item_id").notNull(),
    customerId: uuid("customer_id"),
    kind: cText("kind").notNull(),
    noteSealed: sealed("note_sealed"),
    dueAt: instant("due_at").notNull(),
    madeBy: text("made_by").notNull(),
    madeAt: instant("made_at").notNull(),
    state: cText("state").notNull(),
    endedAt: instant("ended_at"),
    endedBy: text("ended_by"),
    overdueAt: instant("overdue_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    index("work_promises_of_customer").on(t.customerId).where(sql`${t.customerId} is not null`),
    check("work_promises_state", sql`${t.state} in ('open', 'kept', 'broken', 'withdrawn')`),
    index("work_promises_item").on(t.itemId, t.dueAt),
    index("work_promises_open").on(t.programmeId, t.dueAt).where(sql`${t.state} = 'open'`),
  ],
);

/** One deed done to many items. */
export const workBulks = pgTable(
  "work_bulks",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: text("clearance").notNull(),
    requestedBy: uuid("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    action: cText("action").notNull(),
    params: jsonb("params").notNull(),
    noteSealed: sealed("note_sealed"),
    state: cText("state").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    check("work_bulks_state", sql`${t.state} in ('running', 'done')`),
    index("work_bulks_list").on(t.programmeId, t.requestedAt, t.id),
  ],
);

/** What became of each item of a bulk. */
export const workBulkItems = pgTable(
  "work_bulk_items",
  {
    bulkId: uuid("bulk_id").notNull(),
    itemId: uuid("item_id").notNull(),
    ...programmeColumns(),
    clearance: text("clearance").notNull(),
    position: integer("position").notNull(),
    outcome: cText("outcome").notNull(),
    code: cText("code"),
  },
  (t) => [
    primaryKey({ columns: [t.bulkId, t.itemId] }),
    check("work_bulk_items_outcome", sql`${t.outcome} in ('waiting', 'done', 'refused')`),
    index("work_bulk_items_order").on(t.bulkId, t.position),
    index("work_bulk_items_item").on(t.itemId),
  ],
);
