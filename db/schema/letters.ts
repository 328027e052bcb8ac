import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, primaryId, programmeColumns, sealed } from "./columns";
import { customers } from "./customers";

/** One thing a customer was told. Its text is made once, sealed, and stays as it was said. */
export const customerLetters = pgTable(
  "customer_letters",
  {
    id: primaryId(),
    ...programmeColumns(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    accountId: uuid("account_id"),
    /** As people say it: `LT-000042`. Given when its text is made. */
    number: cText("number"),
    template: cText("template").notNull(),
    params: jsonb("params").notNull(),
    /** What it is about. */
    subjectType: cText("subject_type").notNull(),
    subjectId: uuid("subject_id").notNull(),
    /** The letter this one says again, who asked for it, and why. */
    repeatOf: uuid("repeat_of"),
    repeatReason: cText("repeat_reason"),
    writtenBy: cText("written_by").notNull(),
    writtenAt: instant("written_at").notNull(),
    /** Set when its text was made. */
    preparedAt: instant("prepared_at"),
    language: cText("language"),
    /** Which wording it was made from: the beginning of a digest of the template's words. */
    wording: cText("wording"),
    textSealed: sealed("text_sealed"),
    /** Digest of the text as it was said. */
    textHash: cText("text_hash"),
  },
  (t) => [
    check(
      "customer_letters_prepared",
      sql`(${t.preparedAt} is null) = (${t.language} is null) and (${t.preparedAt} is null) = (${t.wording} is null)
        and (${t.preparedAt} is null) = (${t.textHash} is null) and (${t.preparedAt} is null) = (${t.number} is null)`,
    ),
    check("customer_letters_repeat", sql`(${t.repeatOf} is null) = (${t.repeatReason} is null)`),
    check("customer_letters_language", sql`${t.language} in ('zh-CN', 'en')`),
    uniqueIndex("customer_letters_number").on(t.programmeId, t.number),
    index("customer_letters_list").on(t.programmeId, t.writtenAt, t.id),
    index("customer_letters_customer").on(t.customerId, t.writtenAt, t.id),
    index("customer_letters_subject").on(t.subjectId),
  ],
);

/** One letter on one channel. Its id is the provider's message id: however often it is handed over, it is sent once. */
export const letterDispatches = pgTable(
  "letter_dispatches",
  {
    id: primaryId(),
    ...programmeColumns(),
    letterId: uuid("letter_id")
      .notNull()
      .references(() => customerLetters.id),
    channel: cText("channel").notNull(),
    state: cText("state").notNull(),
    attempts: integer("attempts").notNull().default(0),
    /** When it may go out. */
    dueAt: instant("due_at").notNull(),
    sentAt: instant("sent_at"),
    /** When it arrived, or was given up. */
    endedAt: instant("ended_at"),
    /** The last thing that went wrong, as a code. */
    problem: cText("problem"),
  },
  (t) => [
    uniqueIndex("letter_dispatches_once").on(t.letterId, t.channel),
    check("letter_dispatches_channel", sql`${t.channel} in ('sms', 'push', 'page')`),
    check("letter_dispatches_state", sql`${t.state} in ('queued', 'sent', 'delivered', 'refused', 'lost')`),
    index("letter_dispatches_awaited").on(t.sentAt).where(sql`${t.state} = 'sent'`),
  ],
);

/** The language a customer is told in. No row: the house's. */
export const customerLanguages = pgTable(
  "customer_languages",
  {
    id: primaryId(),
    ...programmeColumns(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    language: text("language").notNull(),
    chosenAt: instant("chosen_at").notNull(),
    chosenBy: cText("chosen_by").notNull(),
  },
  (t) => [
    uniqueIndex("customer_languages_customer").on(t.customerId),
    check("customer_languages_language", sql`${t.language} in ('zh-CN', 'en')`),
  ],
);
