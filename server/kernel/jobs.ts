import type { z } from "zod";
import type { Principal } from "./actor";
import type { Topic } from "./outbox";
import type { Runtime } from "./runtime";

/** What a handler gets: the process's runtime, whom to act as, and the news with its id. */
export type JobContext = {
  readonly runtime: Runtime;
  readonly principal: Principal;
  /** Stable over retries: the idempotency key of whatever the handler commands. */
  readonly eventId: string;
  readonly attempt: number;
  readonly requestId: string;
  /** Aborted when the worker stops: long work ends at its next safe point and is taken up again later. */
  readonly signal: AbortSignal;
};

/** Handles one topic. Runs at least once per event: a second run must be harmless. Throwing asks for a retry. */
export type JobHandler = {
  readonly topic: string;
  run(context: JobContext, payload: unknown): Promise<void>;
};

/** Declares the handler of a topic. The payload is parsed before it is seen. */
export function handler<P extends z.ZodType>(
  topic: Topic<P>,
  run: (context: JobContext, payload: z.output<P>) => Promise<void>,
): JobHandler {
  return { topic: topic.topic, run: (context, payload) => run(context, topic.payload.parse(payload)) };
}

/** Work done on a schedule, once per minute slot across all workers. */
export type ScheduledJob = {
  /** Letters, digits and dashes: the job queue takes no dots in a schedule's name. */
  readonly name: string;
  /** crontab, UTC, graphile-worker's form. */
  readonly cron: string;
  /** Gives how many things it handled, zero included; the register of controls keeps the number. Nothing counts as zero. */
  run(context: { runtime: Runtime; requestId: string; signal: AbortSignal }): Promise<unknown>;
};
