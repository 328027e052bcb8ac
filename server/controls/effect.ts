import type { AuditEvent } from "@/server/kernel/audit/append";
import type { OutboxEvent } from "@/server/kernel/outbox";

/** What the caller's command commits together with its own: entries of the log and news to send. */
export type SystemEffect = { readonly audit: readonly AuditEvent[]; readonly events: readonly OutboxEvent[] };

export const NOTHING: SystemEffect = { audit: [], events: [] };

/** Two effects as one, in their order. */
export function both(one: SystemEffect, other: SystemEffect): SystemEffect {
  return { audit: [...one.audit, ...other.audit], events: [...one.events, ...other.events] };
}
