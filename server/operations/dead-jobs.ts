import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { toInstant } from "@/db/schema/columns";
import type { Instant } from "@/domain/shared/time";
import type { Actor } from "@/server/kernel/actor";
import { clearanceOfTopic } from "@/server/kernel/outbox";

/** A background job that gave up. What it carries is not read. */
export type DeadJob = {
  readonly id: string;
  readonly topic: string;
  readonly attempts: number;
  readonly createdAt: Instant;
  readonly gaveUpAt: Instant;
};

/** Dead jobs shown; the oldest come first, so that what is put right makes room. */
const SHOWN = 200;

/** The jobs of the actor's programme that gave up, oldest first; those of sealed topics only for cleared people. */
export async function deadJobs(tx: Tx, actor: Pick<Actor, "clearance">): Promise<readonly DeadJob[]> {
  type Row = { id: string; topic: string; attempts: number; created_at: string; gave_up_at: string };
  const { rows } = await tx.execute<Row>(
    sql`select id::text, topic, attempts, created_at, gave_up_at from dead_jobs() order by created_at, id limit ${SHOWN}`,
  );
  return rows
    .filter(({ topic }) => actor.clearance === "suspicion" || clearanceOfTopic(topic) === "general")
    .map((row) => ({
      id: row.id,
      topic: row.topic,
      attempts: row.attempts,
      createdAt: toInstant(row.created_at),
      gaveUpAt: toInstant(row.gave_up_at),
    }));
}
