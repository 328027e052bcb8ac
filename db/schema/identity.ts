import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, primaryId } from "./columns";

export const legalEntities = pgTable("legal_entities", {
  id: text("id").primaryKey(),
  nameZh: text("name_zh").notNull(),
  nameEn: text("name_en").notNull(),
});

export const programmes = pgTable("programmes", {
  id: text("id").primaryKey(),
  legalEntityId: text("legal_entity_id")
    .notNull()
    .references(() => legalEntities.id),
  nameZh: text("name_zh").notNull(),
  nameEn: text("name_en").notNull(),
});

export const people = pgTable(
  "people",
  {
    id: primaryId(),
    email: text("email").notNull(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en").notNull(),
    passwordHash: text("password_hash").notNull(),
    homeProgrammeId: text("home_programme_id")
      .notNull()
      .references(() => programmes.id),
    disabledAt: instant("disabled_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [uniqueIndex("people_email").on(sql`lower(${t.email})`)],
);

export const roleGrants = pgTable(
  "role_grants",
  {
    id: primaryId(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    programmeId: text("programme_id")
      .notNull()
      .references(() => programmes.id),
    role: text("role").notNull(),
    grantedAt: instant("granted_at").notNull(),
    grantedBy: text("granted_by").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    uniqueIndex("role_grants_live").on(t.personId, t.programmeId, t.role).where(sql`${t.endedAt} is null`),
    check("role_grants_not_self", sql`${t.grantedBy} <> ${t.personId}::text`),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    id: primaryId(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    stepUpAt: instant("step_up_at"),
    revokedAt: instant("revoked_at"),
    revokedBy: text("revoked_by"),
    device: text("device").notNull(),
  },
  (t) => [index("sessions_live").on(t.personId).where(sql`${t.revokedAt} is null`)],
);

export const totpCredentials = pgTable("totp_credentials", {
  personId: uuid("person_id")
    .primaryKey()
    .references(() => people.id),
  secretSealed: bytes("secret_sealed").notNull(),
  /** Null until the first code was typed back. */
  confirmedAt: instant("confirmed_at"),
  /** Time step of the last accepted code: a code is good once. */
  lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
  failures: bigint("failures", { mode: "number" }).notNull().default(0),
  blockedUntil: instant("blocked_until"),
  demo: boolean("demo").notNull().default(false),
});
