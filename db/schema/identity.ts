import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, primaryId, programmeColumns } from "./columns";

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
    passwordChangedAt: instant("password_changed_at"),
    /** Who the identity provider says this is: issuer and subject. */
    oidcSubject: text("oidc_subject"),
    homeProgrammeId: text("home_programme_id")
      .notNull()
      .references(() => programmes.id),
    disabledAt: instant("disabled_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [uniqueIndex("people_email").on(sql`lower(${t.email})`), uniqueIndex("people_oidc_subject").on(t.oidcSubject)],
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
    /** When the grant ends by itself; null for as long as nobody ends it. */
    endsAt: instant("ends_at"),
    /** The delegation that lent the role; null for a role held in one's own right. */
    delegationId: uuid("delegation_id"),
    /** `console`: given here by people. `oidc`: follows the groups of the identity provider at each sign-in. */
    source: text("source").notNull().default("console"),
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
    /** Why it ended before its time: `signed-out`, `ended`, `limit`, `forced`, `password`, `reset`. */
    endedFor: text("ended_for"),
    device: text("device").notNull(),
    /** Wrong present passwords typed in it when changing the password. */
    wrongPasswords: bigint("wrong_passwords", { mode: "number" }).notNull().default(0),
    /** How it began: `password`, `passkey` or `oidc`. */
    method: text("method").notNull().default("password"),
    /** The network it began from: an IPv4 /24 or an IPv6 /48, never the whole address. */
    network: text("network"),
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

const ofPerson = () =>
  uuid("person_id")
    .notNull()
    .references(() => people.id);

/** One recovery code: good once, in the place of a one-time code. Only its keyed hash is kept. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    id: primaryId(),
    personId: ofPerson(),
    codeHash: bytes("code_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    usedAt: instant("used_at"),
    /** When a newer set took its place. */
    replacedAt: instant("replaced_at"),
  },
  (t) => [uniqueIndex("recovery_codes_hash").on(t.personId, t.codeHash)],
);

/** A passkey: the public half of a pair whose private half never leaves the person's device. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: primaryId(),
    personId: ofPerson(),
    credentialId: text("credential_id").notNull(),
    publicKey: bytes("public_key").notNull(),
    /** Signatures counted by the authenticator; zero where it does not count. */
    counter: bigint("counter", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull(),
    name: text("name").notNull(),
    /** True when the provider of the passkey keeps a copy for the person's other devices. */
    backedUp: boolean("backed_up").notNull(),
    createdAt: instant("created_at").notNull(),
    lastUsedAt: instant("last_used_at"),
    removedAt: instant("removed_at"),
  },
  (t) => [
    uniqueIndex("passkeys_credential").on(t.credentialId),
    index("passkeys_person").on(t.personId).where(sql`${t.removedAt} is null`),
  ],
);

/** What an authenticator is asked to sign: random, for one purpose, good once and for minutes. */
export const passkeyChallenges = pgTable(
  "passkey_challenges",
  {
    id: primaryId(),
    /** Null before anybody is signed in. */
    personId: uuid("person_id").references(() => people.id),
    sessionId: uuid("session_id"),
    purpose: text("purpose").notNull(),
    challenge: text("challenge").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    index("passkey_challenges_expiry").on(t.expiresAt),
    check("passkey_challenges_purpose", sql`${t.purpose} in ('register', 'sign-in', 'step-up')`),
  ],
);

/** A browser a person has signed in with before, known by a secret of which the hash is kept. */
export const knownDevices = pgTable(
  "known_devices",
  {
    id: primaryId(),
    personId: ofPerson(),
    secretHash: bytes("secret_hash").notNull(),
    device: text("device").notNull(),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    /** Until when no second factor is asked for at sign-in. */
    trustedUntil: instant("trusted_until"),
    forgottenAt: instant("forgotten_at"),
  },
  (t) => [
    uniqueIndex("known_devices_secret").on(t.secretHash),
    index("known_devices_person").on(t.personId).where(sql`${t.forgottenAt} is null`),
  ],
);

/** Failed attempts lately, by a keyed hash of what they are counted for. */
export const signInBudgets = pgTable(
  "sign_in_budgets",
  {
    keyHash: bytes("key_hash").primaryKey(),
    failures: bigint("failures", { mode: "number" }).notNull(),
    lastFailureAt: instant("last_failure_at").notNull(),
    blockedUntil: instant("blocked_until"),
  },
  (t) => [index("sign_in_budgets_age").on(t.lastFailureAt)],
);

/** One attempt to sign in as a known person, and what came of it. */
export const signIns = pgTable(
  "sign_ins",
  {
    id: primaryId(),
    personId: ofPerson(),
    at: instant("at").notNull(),
    method: text("method").notNull(),
    outcome: text("outcome").notNull(),
    /** True when the browser was one of the person's own. */
    known: boolean("known").notNull(),
    device: text("device").notNull(),
    network: text("network"),
    sessionId: uuid("session_id"),
  },
  (t) => [
    index("sign_ins_person").on(t.personId, t.at, t.id),
    check("sign_ins_method", sql`${t.method} in ('password', 'passkey', 'oidc')`),
    check("sign_ins_outcome", sql`${t.outcome} in ('signed-in', 'refused', 'wrong-factor', 'blocked', 'not-allowed')`),
  ],
);

/** The networks from which a role counts; a role without a line counts from everywhere. */
export const roleNetworks = pgTable(
  "role_networks",
  {
    id: primaryId(),
    ...programmeColumns(),
    role: text("role").notNull(),
    /** Addresses and CIDR ranges. */
    networks: text("networks").array().notNull(),
    setAt: instant("set_at").notNull(),
    setBy: text("set_by").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [uniqueIndex("role_networks_live").on(t.programmeId, t.role).where(sql`${t.endedAt} is null`)],
);
