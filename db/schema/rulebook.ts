import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";

/** A wish to change the rulebook or the calendar from a date: proposed by one person, decided by another. */
export const rulebookChanges = pgTable(
  "rulebook_changes",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    kind: cText("kind").notNull(),
    /** The rule, or the year of the calendar: what no second open change may touch. */
    target: cText("target").notNull(),
    /** What shall hold: figures from a date, or the rest days of a year. */
    content: jsonb("content").notNull(),
    reasonCode: cText("reason_code").notNull(),
    sourceReference: text("source_reference").notNull(),
    noteSealed: sealed("note_sealed"),
    approvalId: uuid("approval_id").notNull(),
    state: cText("state").notNull(),
    proposedBy: uuid("proposed_by").notNull(),
    proposedAt: instant("proposed_at").notNull(),
    endedAt: instant("ended_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("rulebook_changes_kind", sql`${t.kind} in ('figures', 'keep-console', 'take-file', 'calendar-year')`),
    check(
      "rulebook_changes_state",
      sql`${t.state} in ('proposed', 'applied', 'rejected', 'withdrawn', 'expired', 'void')
        and (${t.state} = 'proposed') = (${t.endedAt} is null)`,
    ),
    uniqueIndex("rulebook_changes_one_open").on(t.programmeId, t.target).where(sql`${t.state} = 'proposed'`),
    index("rulebook_changes_target").on(t.programmeId, t.target, t.proposedAt),
  ],
);

/** Versions of rules made on the console. Never changed: a later change is a further version. */
export const rulebookVersions = pgTable(
  "rulebook_versions",
  {
    id: primaryId(),
    ...programmeColumns(),
    ruleId: cText("rule_id").notNull(),
    ruleVersion: integer("rule_version").notNull(),
    /** The rest of the version: clause, kind, titles, figures, status, law behind. */
    content: jsonb("content").notNull(),
    validFrom: localDate("valid_from"),
    validTo: localDate("valid_to"),
    knownFrom: instant("known_from").notNull(),
    changeId: uuid("change_id")
      .notNull()
      .references(() => rulebookChanges.id),
  },
  (t) => [
    uniqueIndex("rulebook_versions_once").on(t.programmeId, t.ruleId, t.ruleVersion),
    check(
      "rulebook_versions_dates",
      sql`${t.validTo} is null or ${t.validFrom} is null or ${t.validFrom} <= ${t.validTo}`,
    ),
  ],
);

/** Years of the official calendar loaded on the console. The highest version of a year holds. */
export const calendarYears = pgTable(
  "calendar_years",
  {
    id: primaryId(),
    ...programmeColumns(),
    year: integer("year").notNull(),
    yearVersion: integer("year_version").notNull(),
    /** Papers and holidays, in the form of the calendar files. */
    content: jsonb("content").notNull(),
    knownFrom: instant("known_from").notNull(),
    changeId: uuid("change_id")
      .notNull()
      .references(() => rulebookChanges.id),
  },
  (t) => [uniqueIndex("calendar_years_once").on(t.programmeId, t.year, t.yearVersion)],
);

/** Moves with every change of a programme's rulebook or calendar, so that every process notices in its next transaction. */
export const rulebookRevisions = pgTable("rulebook_revisions", {
  programmeId: text("programme_id").primaryKey(),
  legalEntityId: text("legal_entity_id").notNull(),
  revision: integer("revision").notNull(),
});
