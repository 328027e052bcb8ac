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
import { measures } from "./controls";
import { customers } from "./customers";

/** A list of names as it was taken in. One of a source is in use at a time; earlier ones stay for what rests on them. */
export const screeningLists = pgTable(
  "screening_lists",
  {
    id: primaryId(),
    ...programmeColumns(),
    source: cText("source").notNull(),
    asOf: instant("as_of").notNull(),
    sha256: cText("sha256").notNull(),
    entries: integer("entries").notNull(),
    inUse: boolean("in_use").notNull(),
    loadedBy: text("loaded_by").notNull(),
    loadedAt: instant("loaded_at").notNull(),
    /** When its file was last brought, the same again included. */
    currentAt: instant("current_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    uniqueIndex("screening_lists_in_use").on(t.programmeId, t.source).where(sql`${t.inUse}`),
    index("screening_lists_list").on(t.programmeId, t.loadedAt, t.id),
  ],
);

/** Somebody on a list, as the list says it publicly; `name_keys` and `number_keys` are what is compared. */
export const screeningEntries = pgTable(
  "screening_entries",
  {
    id: primaryId(),
    ...programmeColumns(),
    listId: uuid("list_id")
      .notNull()
      .references(() => screeningLists.id),
    externalId: cText("external_id").notNull(),
    kind: cText("kind").notNull(),
    reference: cText("reference").notNull(),
    name: text("name").notNull(),
    names: jsonb("names").notNull(),
    numbers: jsonb("numbers").notNull(),
    births: jsonb("births").notNull(),
    nationalities: jsonb("nationalities").notNull(),
    listedOn: localDate("listed_on"),
    nameKeys: text("name_keys").array().notNull(),
    numberKeys: text("number_keys").array().notNull(),
    /** Changes with anything the list says of it. */
    hash: cText("hash").notNull(),
  },
  (t) => [
    check("screening_entries_kind", sql`${t.kind} in ('person', 'entity')`),
    uniqueIndex("screening_entries_once").on(t.listId, t.externalId),
    index("screening_entries_names").using("gin", t.nameKeys),
    index("screening_entries_numbers").using("gin", t.numberKeys),
  ],
);

/** A customer who carries a listed one's name or number. Behind the wall, whatever became of it. */
export const screeningHits = pgTable(
  "screening_hits",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: text("clearance").notNull(),
    number: cText("number").notNull(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    entryId: uuid("entry_id")
      .notNull()
      .references(() => screeningEntries.id),
    source: cText("source").notNull(),
    externalId: cText("external_id").notNull(),
    entryHash: cText("entry_hash").notNull(),
    matchedOn: jsonb("matched_on").notNull(),
    state: cText("state").notNull(),
    openedAt: instant("opened_at").notNull(),
    approvalId: uuid("approval_id"),
    reasonCode: cText("reason_code"),
    noteSealed: sealed("note_sealed"),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    index("screening_hits_of_customer").on(t.customerId),
    check("screening_hits_state", sql`${t.state} in ('open', 'dismissing', 'confirmed', 'dismissed')`),
    uniqueIndex("screening_hits_number").on(t.programmeId, t.number),
    uniqueIndex("screening_hits_once").on(t.programmeId, t.customerId, t.source, t.externalId, t.entryHash),
    index("screening_hits_list").on(t.programmeId, t.openedAt, t.id),
    index("screening_hits_standing").on(t.programmeId, t.customerId).where(sql`${t.state} <> 'dismissed'`),
  ],
);

/** What a hit stopped. */
export const screeningHolds = pgTable(
  "screening_holds",
  {
    ...programmeColumns(),
    clearance: text("clearance").notNull(),
    hitId: uuid("hit_id")
      .notNull()
      .references(() => screeningHits.id),
    measureId: uuid("measure_id")
      .notNull()
      .references(() => measures.id),
    accountId: uuid("account_id").notNull(),
    heldAt: instant("held_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.hitId, t.measureId] })],
);

/** One comparison of all customers with the lists in use. `cursor_id` is the last customer compared. */
export const screeningRuns = pgTable(
  "screening_runs",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: text("clearance").notNull(),
    /** The lists in use when it began, by id. */
    lists: jsonb("lists").notNull(),
    state: cText("state").notNull(),
    startedAt: instant("started_at").notNull(),
    progressAt: instant("progress_at").notNull(),
    finishedAt: instant("finished_at"),
    cursorId: uuid("cursor_id"),
    total: integer("total").notNull(),
    compared: integer("compared").notNull().default(0),
    hits: integer("hits").notNull().default(0),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("screening_runs_state", sql`${t.state} in ('running', 'done', 'stopped')`),
    uniqueIndex("screening_runs_running").on(t.programmeId).where(sql`${t.state} = 'running'`),
    index("screening_runs_latest").on(t.programmeId, t.startedAt),
  ],
);
