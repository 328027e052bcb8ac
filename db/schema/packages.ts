import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, cText, instant, primaryId, programmeColumns } from "./columns";
import { customers } from "./customers";

/**
 * A package of what is held of one customer. Its bytes lie sealed in the blob store under a key of its own, the row of
 * `subject_keys` whose subject is this package: destroying that row ends the package wherever its bytes lie.
 */
export const subjectPackages = pgTable(
  "subject_packages",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    /** The request it answers; null where a colleague began it. */
    requestId: uuid("request_id"),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    form: cText("form").notNull(),
    language: cText("language").notNull(),
    state: cText("state").notNull(),
    askedBy: cText("asked_by").notNull(),
    askedAt: instant("asked_at").notNull(),
    /** How often the worker has begun, and under which name this try's bytes go into the store. */
    tries: integer("tries").notNull().default(0),
    triedAt: instant("tried_at"),
    storeName: text("store_name"),
    readyAt: instant("ready_at"),
    /** Length and hash of what was sealed, and of each file in it, in order. */
    plainBytes: bigint("plain_bytes", { mode: "number" }),
    sha256: cText("sha256"),
    parts: jsonb("parts"),
    failure: cText("failure"),
    openUntil: instant("open_until"),
    downloads: integer("downloads").notNull().default(0),
    /** A keyed hash of the code that opens it from outside; until when; how many wrong ones were tried. */
    codeHash: bytes("code_hash"),
    codeUntil: instant("code_until"),
    wrongCodes: integer("wrong_codes").notNull().default(0),
    endedAt: instant("ended_at"),
    endedBy: cText("ended_by"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("subject_packages_form", sql`${t.form} in ('access', 'copy', 'portability')`),
    check("subject_packages_state", sql`${t.state} in ('building', 'ready', 'failed', 'revoked', 'expired')`),
    check(
      "subject_packages_ready",
      sql`${t.state} <> 'ready' or (${t.sha256} is not null and ${t.storeName} is not null and ${t.openUntil} is not null)`,
    ),
    check("subject_packages_ended", sql`(${t.state} in ('failed', 'revoked', 'expired')) = (${t.endedAt} is not null)`),
    uniqueIndex("subject_packages_number").on(t.programmeId, t.number),
    index("subject_packages_list").on(t.programmeId, t.askedAt, t.id),
    index("subject_packages_customer").on(t.customerId),
    index("subject_packages_request").on(t.requestId),
    index("subject_packages_open").on(t.state, t.openUntil).where(sql`${t.state} in ('building', 'ready')`),
  ],
);

/** Each time a package went out: when, by which way, to whom; who has the code of a letter is nobody the house can name. */
export const packageDownloads = pgTable(
  "package_downloads",
  {
    id: primaryId(),
    ...programmeColumns(),
    packageId: uuid("package_id")
      .notNull()
      .references(() => subjectPackages.id),
    way: cText("way").notNull(),
    takenBy: cText("taken_by").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    check("package_downloads_way", sql`${t.way} in ('desk', 'letter')`),
    index("package_downloads_package").on(t.packageId, t.at),
  ],
);
