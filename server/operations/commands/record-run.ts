import { sql } from "drizzle-orm";
import { z } from "zod";
import { RUN_FAILURES, RUN_KINDS } from "@/domain/operations/codes";
import { command, committed } from "@/server/kernel/command";

const measure = z.union([z.number(), z.boolean()]);

/** Keeps the run of a backup, a restore or a drill, also one that failed. Numbers alone: no paths, no names. */
export const recordRun = command({
  name: "operations.run.record",
  permission: "operations.runs.record",
  input: z.strictObject({
    kind: z.enum(RUN_KINDS),
    failureCode: z.enum(RUN_FAILURES).nullable(),
    startedAt: z.iso.datetime(),
    backupId: z.uuid().nullable(),
    withKeys: z.boolean(),
    measures: z.record(z.string().regex(/^[a-zA-Z]{1,40}$/), measure),
  }),
  subject: ({ kind }) => ({ type: "maintenance-run", id: kind }),
  async handle({ tx, actor, now, newId }, input) {
    const id = newId<"maintenance-run">();
    const outcome = input.failureCode === null ? "done" : "failed";
    await tx.execute(sql`insert into maintenance_runs
      (id, kind, outcome, failure_code, started_at, finished_at, backup_id, with_keys, measures, recorded_by)
      values (${id}, ${input.kind}, ${outcome}, ${input.failureCode}, ${input.startedAt}::timestamptz,
        ${now}::timestamptz, ${input.backupId}, ${input.withKeys}, ${JSON.stringify(input.measures)}::jsonb, ${actor.id})`);
    return committed({
      result: { id: id as string },
      audit: [
        {
          kind: "operations.run.record",
          subject: { type: "maintenance-run", id },
          data: { run: input.kind, outcome, ...(input.failureCode ? { failure: input.failureCode } : {}) },
        },
      ],
    });
  },
});
