import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, jsonb, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, primaryId, programmeColumns } from "./columns";

/**
 * A change of the master key, of the whole house: who asked for it, and how far re-wrapping is. One at a time. The ring
 * is one for all programmes, so the table has no programme of its own.
 */
export const keyRotations = pgTable(
  "key_rotations",
  {
    id: primaryId(),
    fromVersion: integer("from_version").notNull(),
    toVersion: integer("to_version").notNull(),
    state: cText("state").notNull(),
    requestedBy: cText("requested_by").notNull(),
    /** The programme whose log tells of it. */
    requestedIn: cText("requested_in").notNull(),
    requestedAt: instant("requested_at").notNull(),
    /** When the new version became current. */
    startedAt: instant("started_at"),
    /** Wrapped keys counted at the start, and re-wrapped so far. */
    keysTotal: bigint("keys_total", { mode: "number" }),
    keysDone: bigint("keys_done", { mode: "number" }).notNull().default(0),
    progressAt: instant("progress_at"),
    finishedAt: instant("finished_at"),
    /** When the older versions were taken out of the ring. */
    retiredAt: instant("retired_at"),
  },
  (t) => [
    check("key_rotations_state", sql`${t.state} in ('requested', 'rewrapping', 'rewrapped', 'retired')`),
    uniqueIndex("key_rotations_one").on(sql`(true)`).where(sql`${t.state} in ('requested', 'rewrapping')`),
    uniqueIndex("key_rotations_version").on(t.toVersion),
  ],
);

/** Each run of backup, restore and drill, the failed ones included. Of the whole house. */
export const maintenanceRuns = pgTable(
  "maintenance_runs",
  {
    id: primaryId(),
    kind: cText("kind").notNull(),
    outcome: cText("outcome").notNull(),
    /** Which of the ways to fail, when it did. */
    failureCode: cText("failure_code"),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at").notNull(),
    /** The archive made, restored or tried. */
    backupId: uuid("backup_id"),
    withKeys: boolean("with_keys").notNull(),
    /** Counts and times: tables, rows, bytes, files, seconds of each part. */
    measures: jsonb("measures").notNull(),
    recordedBy: cText("recorded_by").notNull(),
  },
  (t) => [
    check("maintenance_runs_kind", sql`${t.kind} in ('backup', 'restore', 'drill')`),
    check("maintenance_runs_outcome", sql`(${t.outcome} = 'failed') = (${t.failureCode} is not null)`),
    index("maintenance_runs_list").on(t.startedAt, t.id),
  ],
);

/**
 * Data keys that were destroyed, so that a restored backup destroys them again: whose, of which class, when. Append-only;
 * it names a subject by id alone.
 */
export const erasures = pgTable(
  "erasures",
  {
    id: primaryId(),
    ...programmeColumns(),
    subjectType: cText("subject_type").notNull(),
    subjectId: uuid("subject_id").notNull(),
    retentionClass: cText("retention_class").notNull(),
    erasedAt: instant("erased_at").notNull(),
    erasedBy: cText("erased_by").notNull(),
  },
  (t) => [index("erasures_subject").on(t.subjectId, t.retentionClass), index("erasures_time").on(t.erasedAt)],
);
