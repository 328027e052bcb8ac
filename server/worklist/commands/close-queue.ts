import { sql } from "drizzle-orm";
import { closeQueueInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

/** Closes a queue. Its items stay where they are: a queue is a way to look at them. */
export const closeQueue = command({
  name: "worklist.queue.close",
  permission: "worklist.queues",
  input: closeQueueInput,
  subject: ({ queueId }) => ({ type: "work-queue", id: queueId }),
  async handle({ tx, actor, now }, { queueId }) {
    const closed = await tx.execute(sql`update work_queues set closed_at = ${now}::timestamptz, version = version + 1
      where id = ${queueId}::uuid and programme_id = ${actor.programmeId} and closed_at is null`);
    if (closed.rowCount !== 1) return notFound();
    await tx.execute(sql`delete from work_queue_members where queue_id = ${queueId}::uuid`);
    await tx.execute(sql`delete from work_marks where target_type = 'queue' and target_id = ${queueId}::uuid`);
    return committed({
      result: { queueId },
      audit: [{ kind: "worklist.queue.close", subject: { type: "work-queue", id: queueId } }],
    });
  },
});
