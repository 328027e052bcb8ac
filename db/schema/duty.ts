import { sql } from "drizzle-orm";
import { check, index, pgTable, uuid } from "drizzle-orm/pg-core";
import { cText, instant, localDate, primaryId, programmeColumns } from "./columns";
import { people } from "./identity";

/** Days on which somebody is away, both ends included, Shanghai. Whoever is away is given no work. */
export const absences = pgTable(
  "absences",
  {
    id: primaryId(),
    ...programmeColumns(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    fromOn: localDate("from_on").notNull(),
    toOn: localDate("to_on").notNull(),
    reasonCode: cText("reason_code").notNull(),
    standInId: uuid("stand_in_id").references(() => people.id),
    setBy: cText("set_by").notNull(),
    setAt: instant("set_at").notNull(),
    endedAt: instant("ended_at"),
    endedBy: cText("ended_by"),
  },
  (t) => [
    index("absences_live").on(t.personId, t.toOn).where(sql`${t.endedAt} is null`),
    check("absences_order", sql`${t.fromOn} <= ${t.toOn}`),
  ],
);

/** Who is on duty for a role or a queue, from one moment to another. */
export const dutyShifts = pgTable(
  "duty_shifts",
  {
    id: primaryId(),
    ...programmeColumns(),
    /** `role` or `queue`. */
    targetType: cText("target_type").notNull(),
    /** The role's name or the queue's id. */
    target: cText("target").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    /** `primary` or `stand-in`. */
    kind: cText("kind").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    addedBy: cText("added_by").notNull(),
    addedAt: instant("added_at").notNull(),
    removedAt: instant("removed_at"),
    removedBy: cText("removed_by"),
  },
  (t) => [
    index("duty_shifts_live").on(t.programmeId, t.targetType, t.target, t.endsAt).where(sql`${t.removedAt} is null`),
    check("duty_shifts_order", sql`${t.startsAt} < ${t.endsAt}`),
    check("duty_shifts_kind", sql`${t.kind} in ('primary', 'stand-in') and ${t.targetType} in ('role', 'queue')`),
  ],
);
