import { sql } from "drizzle-orm";
import { bigint, customType, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, cText, instant, primaryId, programmeColumns, xid8 } from "./columns";

const int8 = (name: string) => bigint(name, { mode: "number" });
const clearance = customType<{ data: "general" | "suspicion"; driverData: string }>({ dataType: () => "text" });

/** Appended by commands, never updated. `leaf` is the exact text that is hashed and exported. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: primaryId(),
    ...programmeColumns(),
    log: cText("log").notNull(),
    clearance: clearance("clearance").notNull(),
    at: instant("at").notNull(),
    actorId: cText("actor_id").notNull(),
    kind: cText("kind").notNull(),
    outcome: cText("outcome").notNull(),
    subjectType: cText("subject_type").notNull(),
    subjectId: cText("subject_id").notNull(),
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
    leaf: text("leaf").notNull(),
  },
  (t) => [
    index("audit_entries_seal").on(t.log, t.xid, t.id),
    index("audit_entries_list").on(t.programmeId, t.at, t.id),
    index("audit_entries_subject").on(t.subjectId, t.at),
  ],
);

/** The order of the sealed log: which entry is which leaf of its Merkle tree. */
export const auditLeaves = pgTable(
  "audit_leaves",
  {
    log: cText("log").notNull(),
    leafIndex: int8("leaf_index").notNull(),
    entryId: uuid("entry_id")
      .notNull()
      .unique()
      .references(() => auditEntries.id),
    leafHash: bytes("leaf_hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.log, t.leafIndex] })],
);

/** Roots of complete subtrees, for proofs without reading the leaves. */
export const auditNodes = pgTable(
  "audit_nodes",
  {
    log: cText("log").notNull(),
    level: integer("level").notNull(),
    nodeIndex: int8("node_index").notNull(),
    hash: bytes("hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.log, t.level, t.nodeIndex] })],
);

/** Signed tree heads. */
export const auditHeads = pgTable(
  "audit_heads",
  {
    log: cText("log").notNull(),
    treeSize: int8("tree_size").notNull(),
    rootHash: bytes("root_hash").notNull(),
    sealedAt: instant("sealed_at").notNull(),
    keyId: text("key_id").notNull(),
    signature: bytes("signature").notNull(),
  },
  (t) => [primaryKey({ columns: [t.log, t.treeSize] })],
);
