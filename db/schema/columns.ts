import { customType, text, uuid } from "drizzle-orm/pg-core";
import type { Instant, LocalDate } from "@/domain/shared/time";

/** Text keys compare by byte, the same on every machine. */
export const cText = customType<{ data: string; driverData: string }>({ dataType: () => 'text COLLATE "C"' });

/** PostgreSQL's own text of a moment, or a Date, as `Instant`. For raw statements; columns convert by themselves. */
export function toInstant(value: Date | string): Instant {
  return (value instanceof Date ? value : new Date(value)).toISOString() as Instant;
}

/** The same where there may be none. */
export const toInstantOrNull = (value: Date | string | null): Instant | null =>
  value === null ? null : toInstant(value);

/** A moment, exchanged as `Instant` text in UTC milliseconds. */
export const instant = customType<{ data: Instant; driverData: Date | string }>({
  dataType: () => "timestamp(3) with time zone",
  fromDriver: (value) => toInstant(value),
});

/** A Shanghai calendar date, exchanged as `YYYY-MM-DD`. */
export const localDate = customType<{ data: LocalDate; driverData: string }>({ dataType: () => "date" });

/** Raw bytes. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** An envelope of `server/kernel/crypto`: personal data, readable only with the subject's key. */
export const sealed = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** PostgreSQL's 64-bit transaction id. */
export const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });

/** Primary key: a UUIDv7 made by the application. */
export const primaryId = () => uuid("id").primaryKey();

/** Every business row says which programme and legal entity it belongs to; row-level security reads the first. */
export const programmeColumns = () => ({
  programmeId: text("programme_id").notNull(),
  legalEntityId: text("legal_entity_id").notNull(),
});
