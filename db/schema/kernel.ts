import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, cText, instant } from "./columns";

/** One row per command that took effect under a caller's key; claimed inside the command's transaction. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    programmeId: text("programme_id").notNull(),
    actorId: cText("actor_id").notNull(),
    command: cText("command").notNull(),
    key: cText("key").notNull(),
    /** Of what was asked; emptied when nobody asks again, for it could confirm what somebody knows already. */
    requestHash: bytes("request_hash").notNull(),
    result: jsonb("result"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.programmeId, t.actorId, t.command, t.key] }),
    index("idempotency_keys_age").on(t.createdAt).where(sql`${t.requestHash} <> ''::bytea`),
  ],
);

/** Living worker processes; the jobs of one that fell silent are unlocked by another. */
export const workerHeartbeats = pgTable("worker_heartbeats", {
  workerId: text("worker_id").primaryKey(),
  processId: uuid("process_id").notNull(),
  seenAt: instant("seen_at").notNull(),
});
