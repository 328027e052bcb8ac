import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, uuid } from "drizzle-orm/pg-core";
import { cText, instant, localDate, primaryId, programmeColumns } from "./columns";

/** A legal deadline of one subject under one version of one rule. */
export const clocks = pgTable(
  "clocks",
  {
    id: primaryId(),
    ...programmeColumns(),
    subjectType: cText("subject_type").notNull(),
    subjectId: uuid("subject_id").notNull(),
    ruleId: cText("rule_id").notNull(),
    ruleVersion: integer("rule_version").notNull(),
    figure: cText("figure").notNull(),
    startedOn: localDate("started_on").notNull(),
    startedAt: instant("started_at"),
    dueRaw: localDate("due_raw").notNull(),
    dueOn: localDate("due_on").notNull(),
    dueAt: instant("due_at").notNull(),
    provisional: boolean("provisional").notNull(),
    /** Why this date, step by step, as computed. */
    steps: jsonb("steps").notNull(),
    pauses: jsonb("pauses").notNull(),
    extensions: jsonb("extensions").notNull(),
    state: cText("state").notNull(),
    endedAt: instant("ended_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("clocks_state", sql`${t.state} in ('running', 'paused', 'met', 'breached', 'cancelled')`),
    index("clocks_subject").on(t.subjectType, t.subjectId),
    index("clocks_due").on(t.programmeId, t.dueAt).where(sql`${t.state} in ('running', 'paused')`),
    index("clocks_open_rule").on(t.programmeId, t.ruleId, t.startedOn).where(sql`${t.state} in ('running', 'paused')`),
  ],
);

/** What happened to a clock after its start: pauses, extensions, and dates moved by law or calendar. Append-only. */
export const clockEvents = pgTable(
  "clock_events",
  {
    id: primaryId(),
    ...programmeColumns(),
    clockId: uuid("clock_id")
      .notNull()
      .references(() => clocks.id),
    kind: cText("kind").notNull(),
    ground: cText("ground"),
    /** The rule that allows it, as `id@version`; null where the calendar moved the date. */
    rule: cText("rule"),
    dueOnBefore: localDate("due_on_before").notNull(),
    dueOnAfter: localDate("due_on_after").notNull(),
    dueAtAfter: instant("due_at_after").notNull(),
    provisionalAfter: boolean("provisional_after").notNull(),
    at: instant("at").notNull(),
    actorId: cText("actor_id").notNull(),
  },
  (t) => [
    check("clock_events_kind", sql`${t.kind} in ('pause', 'resume', 'extend', 'move')`),
    index("clock_events_clock").on(t.clockId, t.at),
  ],
);
