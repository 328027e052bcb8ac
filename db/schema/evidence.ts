import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, localDate, primaryId, programmeColumns, sealed } from "./columns";

/**
 * One file of evidence. Its data key is the row of `subject_keys` whose subject is this file: destroying that row erases
 * the content wherever it lies. `clearance` and `customer_id` follow the subject it hangs on.
 */
export const evidenceFiles = pgTable(
  "evidence_files",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: cText("clearance").notNull(),
    subjectType: cText("subject_type").notNull(),
    subjectId: uuid("subject_id").notNull(),
    customerId: uuid("customer_id"),
    kind: cText("kind").notNull(),
    retentionClass: cText("retention_class").notNull(),
    state: cText("state").notNull(),
    nameSealed: sealed("name_sealed").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    mediaType: cText("media_type"),
    sha256: cText("sha256"),
    pages: integer("pages").notNull().default(0),
    endCode: cText("end_code"),
    uploadedBy: cText("uploaded_by").notNull(),
    uploadedAt: instant("uploaded_at").notNull(),
    /** An upload not finished by then is thrown away. */
    expiresAt: instant("expires_at").notNull(),
    readyAt: instant("ready_at"),
    /** When a decision first rested on it. */
    usedAt: instant("used_at"),
    /** When a read first found other bytes than were written. */
    damagedAt: instant("damaged_at"),
    endedAt: instant("ended_at"),
    keepUntil: localDate("keep_until"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("evidence_files_state", sql`${t.state} in ('uploading', 'waiting', 'ready', 'refused', 'erased')`),
    check("evidence_files_ready", sql`${t.state} <> 'ready' or (${t.sha256} is not null and ${t.pages} > 0)`),
    index("evidence_files_subject").on(t.subjectType, t.subjectId, t.uploadedAt, t.id),
    index("evidence_files_customer").on(t.customerId),
    index("evidence_files_open").on(t.state, t.expiresAt).where(sql`${t.state} in ('uploading', 'waiting')`),
  ],
);

/** What lies in the store under a random name: the sealed original, and the pages made for viewing. */
export const evidenceBlobs = pgTable(
  "evidence_blobs",
  {
    id: primaryId(),
    ...programmeColumns(),
    fileId: uuid("file_id")
      .notNull()
      .references(() => evidenceFiles.id),
    part: cText("part").notNull(),
    page: integer("page").notNull(),
    storeName: text("store_name").notNull(),
    mediaType: cText("media_type").notNull(),
    width: integer("width"),
    height: integer("height"),
    plainBytes: bigint("plain_bytes", { mode: "number" }).notNull().default(0),
    sha256: cText("sha256"),
    /** False from before the first byte lies in the store until all do: what a kill leaves behind is known. */
    written: boolean("written").notNull().default(false),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    check("evidence_blobs_part", sql`${t.part} in ('original', 'page')`),
    uniqueIndex("evidence_blobs_part_page").on(t.fileId, t.part, t.page),
    uniqueIndex("evidence_blobs_store_name").on(t.storeName),
  ],
);
