import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, localDate, primaryId, programmeColumns } from "./columns";

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
    closedAt: instant("closed_at"),
    closedBy: text("closed_by"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("work_items_state", sql`${t.state} in ('open', 'done', 'cancelled')`),
    uniqueIndex("work_items_one_open").on(t.kind, t.subjectId).where(sql`${t.state} = 'open'`),
    index("work_items_queue").on(t.programmeId, t.state, t.dueAt, t.id),
    index("work_items_kind").on(t.programmeId, t.kind, t.state, t.dueAt, t.id),
  ],
);
