import { sql } from "drizzle-orm";
import { refuse } from "@/domain/shared/result";
import { setMarkInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { viewIsOpen } from "../view-sql";

/** Makes a view or queue a favourite, or the one that opens first; at most one opens first. For the actor alone. */
export const setMark = command({
  name: "worklist.mark.set",
  permission: "worklist.read",
  input: setMarkInput,
  subject: ({ target, targetId }) => ({ type: `work-${target}`, id: targetId }),
  async handle({ tx, actor }, { target, targetId, favourite, opensFirst }) {
    if (!actor.personId) return refuse("worklist.person.no-right");
    const found =
      target === "view"
        ? await tx.execute(sql`select from work_views v where v.id = ${targetId}::uuid and ${viewIsOpen(actor)}`)
        : await tx.execute(sql`select from work_queues where id = ${targetId}::uuid and closed_at is null
            and programme_id = ${actor.programmeId}`);
    if (found.rowCount !== 1) return notFound();
    if (opensFirst)
      await tx.execute(sql`update work_marks set opens_first = false where person_id = ${actor.personId}::uuid and opens_first
        and programme_id = ${actor.programmeId} and target_id <> ${targetId}::uuid`);
    await tx.execute(sql`insert into work_marks (person_id, target_type, target_id, programme_id, legal_entity_id, favourite, opens_first)
      values (${actor.personId}::uuid, ${target}, ${targetId}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${favourite}, ${opensFirst})
      on conflict (person_id, target_type, target_id) do update set favourite = excluded.favourite, opens_first = excluded.opens_first`);
    return committed({
      result: { targetId },
      audit: [
        {
          kind: "worklist.mark.set",
          subject: { type: `work-${target}`, id: targetId },
          data: { favourite, opensFirst },
        },
      ],
    });
  },
});
