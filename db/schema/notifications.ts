import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, primaryId, programmeColumns } from "./columns";

/** One thing one person was told. */
export const notices = pgTable(
  "notices",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: text("clearance").notNull(),
    personId: uuid("person_id").notNull(),
    kind: cText("kind").notNull(),
    params: jsonb("params").notNull(),
    linkType: cText("link_type"),
    linkId: uuid("link_id"),
    /** The news it came from: told twice, it is written once. */
    eventId: uuid("event_id").notNull(),
    toldAt: instant("told_at").notNull(),
    readAt: instant("read_at"),
    /** When it is to go out by e-mail unless read before; null: not by e-mail. */
    mailAt: instant("mail_at"),
    mailId: uuid("mail_id"),
  },
  (t) => [
    uniqueIndex("notices_once").on(t.eventId, t.personId),
    index("notices_list").on(t.programmeId, t.personId, t.toldAt, t.id),
    index("notices_unread").on(t.programmeId, t.personId).where(sql`${t.readAt} is null`),
    index("notices_mail")
      .on(t.mailAt)
      .where(sql`${t.mailId} is null and ${t.readAt} is null and ${t.mailAt} is not null`),
    check("notices_no_sealed_mail", sql`${t.clearance} = 'general' or (${t.mailAt} is null and ${t.mailId} is null)`),
  ],
);

/** One e-mail: whom it concerns and how it fared. What it says is made when it is sent and kept nowhere. */
export const noticeMails = pgTable(
  "notice_mails",
  {
    id: primaryId(),
    ...programmeColumns(),
    /** `notices`, or a kind with parts of its own. */
    kind: cText("kind").notNull(),
    /** The person told; for a kind with parts of its own, what those parts are about. */
    subjectId: uuid("subject_id").notNull(),
    state: cText("state").notNull(),
    attempts: integer("attempts").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    /** The server's last answer. */
    replyCode: integer("reply_code"),
  },
  (t) => [
    check("notice_mails_state", sql`${t.state} in ('waiting', 'sending', 'sent', 'failed', 'unknown', 'cancelled')`),
    index("notice_mails_state_at").on(t.programmeId, t.state, t.createdAt),
  ],
);

/** How a person wants to be told, in one programme. No row: as the house's defaults say. */
export const noticePreferences = pgTable(
  "notice_preferences",
  {
    id: primaryId(),
    ...programmeColumns(),
    personId: uuid("person_id").notNull(),
    preferences: jsonb("preferences").notNull(),
    savedAt: instant("saved_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [uniqueIndex("notice_preferences_person").on(t.programmeId, t.personId)],
);
