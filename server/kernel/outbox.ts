import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import type { Clearance } from "@/domain/permissions";
import type { Instant } from "@/domain/shared/time";
import type { Actor } from "./actor";
import { newId } from "./new-id";
import { traceParent } from "./tracing";

/** A kind of news that leaves a command by the outbox: its topic, the shape of what it says, who may know it. */
export type Topic<P extends z.ZodType = z.ZodType> = {
  readonly topic: string;
  readonly clearance: Clearance;
  readonly payload: P;
};

/** One piece of news, to be handled by the worker after the commit, at least once. */
export type OutboxEvent = {
  readonly topic: string;
  readonly payload: unknown;
  /** Later news under the same key replaces news not yet handled. */
  readonly jobKey?: string;
  readonly runAt?: Instant;
};

/** What a job carries beside its payload. `eventId` is the idempotency key of whatever the handler does. */
export const jobEnvelope = z.object({
  eventId: z.string(),
  programmeId: z.string(),
  payload: z.unknown(),
  /** The span it was enqueued in, while traces are made. */
  trace: z.string().max(100).optional(),
});

const clearances = new Map<string, Clearance>();

/** Who may know that news of a topic exists; only cleared people where nobody declared the topic. */
export const clearanceOfTopic = (topic: string): Clearance => clearances.get(topic) ?? "suspicion";

/** Declares a topic and gives the constructor of its events. */
export function defineTopic<P extends z.ZodType>(definition: Topic<P>) {
  const event = (payload: z.output<P>, options: { jobKey?: string; runAt?: Instant } = {}): OutboxEvent => ({
    topic: definition.topic,
    payload: definition.payload.parse(payload),
    ...options,
  });
  clearances.set(definition.topic, definition.clearance);
  return Object.assign(event, definition);
}

/** The calls that enqueue jobs in the caller's transaction: they exist if and only if it commits. */
export function enqueueCalls(actor: Pick<Actor, "programmeId">, events: readonly OutboxEvent[]): SQL[] {
  return events.map((event) => {
    const body = JSON.stringify({
      eventId: newId(),
      programmeId: actor.programmeId,
      payload: event.payload,
      trace: traceParent(),
    });
    return sql`enqueue_job(${event.topic}, ${body}::json, ${event.jobKey ?? null}::text, ${event.runAt ?? null}::timestamptz)`;
  });
}

/** Enqueues jobs in the caller's transaction at once, for work that runs outside a command. */
export async function enqueue(
  tx: Tx,
  actor: Pick<Actor, "programmeId">,
  events: readonly OutboxEvent[],
): Promise<void> {
  if (events.length > 0) await tx.execute(sql`select ${sql.join(enqueueCalls(actor, events), sql`, `)}`);
}
