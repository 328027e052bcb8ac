import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { deadJobs } from "../dead-jobs";

/** A job's id in the queue: a whole number as text. */
const jobId = z.string().regex(/^[1-9][0-9]{0,17}$/);

/** The subject of what is said of a job, which has no id of our own making. */
const subjectOf = (id: string) => ({ type: "job", id });

/**
 * Gives a job that gave up its attempts back; the worker takes it as it was. Twice is refused the second time: it is no
 * longer dead. Refuses what is not a dead job of this programme.
 */
export const replayJob = command({
  name: "operations.job.replay",
  permission: "operations.jobs.replay",
  input: z.strictObject({ jobId }),
  subject: (input) => subjectOf(input.jobId),
  async handle({ tx, actor }, input) {
    const found = (await deadJobs(tx, actor)).find(({ id }) => id === input.jobId);
    if (!found) return refuse("operations.job.not-dead");
    const { rows } = await tx.execute<{ replayed: boolean }>(
      sql`select replay_job(${input.jobId}::bigint) as replayed`,
    );
    if (!rows[0]?.replayed) return refuse("operations.job.not-dead");
    return committed({
      result: { jobId: input.jobId },
      audit: [
        {
          kind: "operations.job.replay",
          subject: subjectOf(input.jobId),
          data: { topic: found.topic, attempts: found.attempts },
        },
      ],
    });
  },
});
