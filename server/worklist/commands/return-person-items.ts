import { sql } from "drizzle-orm";
import { returnPersonInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { fromItemRow, ITEM_COLUMNS, type ItemRow, itemEvent } from "../item";

/** Puts back everything somebody had who works here no longer: what he put aside wakes, what waits outside stays suspended. */
export const returnPersonItems = command({
  name: "worklist.person.return",
  permission: "worklist.sweep",
  input: returnPersonInput,
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle({ tx, actor }, { personId }) {
    const { rows } =
      await tx.execute<ItemRow>(sql`update work_items w set assignee_id = null, held_as = null, assigned_at = null,
        locked_until = null, snoozed_until = null, version = w.version + 1
      where w.assignee_id = ${personId}::uuid and w.programme_id = ${actor.programmeId} and w.state = 'open' returning ${ITEM_COLUMNS}`);
    await tx.execute(
      sql`delete from work_queue_members where person_id = ${personId}::uuid and programme_id = ${actor.programmeId}`,
    );
    return committed({
      result: { returned: rows.length },
      audit: [
        {
          kind: "worklist.person.return",
          subject: { type: "person", id: personId },
          // A count of all would tell of those behind the wall.
          data: { items: rows.filter(({ clearance }) => clearance === "general").length },
        },
        ...rows.map((row) => itemEvent(fromItemRow(row), "worklist.item.return", { from: personId, reason: "leave" })),
      ],
    });
  },
});
