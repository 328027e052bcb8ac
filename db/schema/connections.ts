import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, cText, instant, primaryId, programmeColumns } from "./columns";

/** A machine's key. Only hashes of its secrets are kept; the one before a rotation opens until `previous_until`. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: primaryId(),
    ...programmeColumns(),
    name: text("name").notNull(),
    /** The system that calls: ids of its own are told apart from those of other systems by it. */
    source: cText("source").notNull(),
    secretHash: bytes("secret_hash").notNull(),
    previousHash: bytes("previous_hash"),
    previousUntil: instant("previous_until"),
    scopes: jsonb("scopes").notNull(),
    /** Addresses and ranges from which it may be used; an empty list is everywhere. */
    addresses: jsonb("addresses").notNull(),
    expiresAt: instant("expires_at").notNull(),
    createdBy: cText("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    rotatedAt: instant("rotated_at"),
    revokedAt: instant("revoked_at"),
    revokedBy: cText("revoked_by"),
    lastUsedAt: instant("last_used_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [index("api_keys_list").on(t.programmeId, t.createdAt, t.id)],
);

/** Token buckets of keys and addresses, by name. Unlogged: lost in a crash, they are full again. */
export const apiBuckets = pgTable("api_buckets", {
  name: cText("name").primaryKey(),
  tokens: doublePrecision("tokens").notNull(),
  filledAt: doublePrecision("filled_at").notNull(),
  /** Whether the last call was let through. */
  granted: boolean("granted").notNull(),
});

/** Where news goes. `position` is how far the general audit log has been read for it. */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    id: primaryId(),
    ...programmeColumns(),
    name: text("name").notNull(),
    url: text("url").notNull(),
    kinds: jsonb("kinds").notNull(),
    state: cText("state").notNull(),
    secretCipher: bytes("secret_cipher").notNull(),
    previousCipher: bytes("previous_cipher"),
    previousUntil: instant("previous_until"),
    position: bigint("position", { mode: "number" }).notNull(),
    failingSince: instant("failing_since"),
    createdBy: cText("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("webhook_endpoints_state", sql`${t.state} in ('active', 'disabled', 'suspended', 'deleted')`),
    index("webhook_endpoints_list").on(t.programmeId, t.createdAt, t.id),
  ],
);

/** One piece of news for one endpoint. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: primaryId(),
    ...programmeColumns(),
    endpointId: uuid("endpoint_id")
      .notNull()
      .references(() => webhookEndpoints.id),
    /** The audit entry it tells of, or an id of its own for a trial. */
    eventId: uuid("event_id").notNull(),
    kind: cText("kind").notNull(),
    payload: jsonb("payload").notNull(),
    state: cText("state").notNull(),
    attempts: integer("attempts").notNull().default(0),
    /** Attempts since it was last set going: what the limit counts. */
    round: integer("round").notNull().default(0),
    nextAt: instant("next_at").notNull(),
    lastStatus: integer("last_status"),
    lastProblem: cText("last_problem"),
    createdAt: instant("created_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    check("webhook_deliveries_state", sql`${t.state} in ('pending', 'delivered', 'dead')`),
    uniqueIndex("webhook_deliveries_event").on(t.endpointId, t.eventId, t.kind),
    index("webhook_deliveries_list").on(t.programmeId, t.createdAt, t.id),
    index("webhook_deliveries_due").on(t.nextAt).where(sql`${t.state} = 'pending'`),
  ],
);

/** One try of one delivery, and what came back. */
export const webhookAttempts = pgTable(
  "webhook_attempts",
  {
    id: primaryId(),
    ...programmeColumns(),
    deliveryId: uuid("delivery_id")
      .notNull()
      .references(() => webhookDeliveries.id),
    at: instant("at").notNull(),
    status: integer("status"),
    problem: cText("problem"),
    durationMs: integer("duration_ms").notNull(),
    responseHead: text("response_head"),
  },
  (t) => [index("webhook_attempts_delivery").on(t.deliveryId, t.at)],
);
