import { sql } from "drizzle-orm";
import { deleteViewInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

/** Deletes an own view, also for those it was shared with. */
export const deleteView = command({
  name: "worklist.view.delete",
  permission: "worklist.read",
  input: deleteViewInput,
  subject: ({ viewId }) => ({ type: "work-view", id: viewId }),
  async handle({ tx, actor }, { viewId }) {
    const gone = await tx.execute(sql`delete from work_views where id = ${viewId}::uuid
      and owner_id = ${actor.personId}::uuid and programme_id = ${actor.programmeId}`);
    if (gone.rowCount !== 1) return notFound();
    await tx.execute(sql`delete from work_marks where target_type = 'view' and target_id = ${viewId}::uuid`);
    return committed({
      result: { viewId },
      audit: [{ kind: "worklist.view.delete", subject: { type: "work-view", id: viewId } }],
    });
  },
});
