import { sql } from "drizzle-orm";
import { refuse } from "@/domain/shared/result";
import { saveQueueInput } from "@/domain/worklist/inputs";
import { WORKLIST_POLICY } from "@/domain/worklist/policy";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { uuids } from "../item";
import { loadWorkers } from "../workers";

/** Makes or changes a queue: names, kinds, filter and members, all as given. Members must work here. */
export const saveQueue = command({
  name: "worklist.queue.save",
  permission: "worklist.queues",
  input: saveQueueInput,
  subject: ({ queueId }) => ({ type: "work-queue", id: queueId ?? "new" }),
  async handle({ tx, actor, now, newId }, { queueId, version, nameZh, nameEn, kinds, filter, members }) {
    const wanted = [...new Set(members)];
    const known = await loadWorkers(tx, actor.programmeId, now, wanted);
    if (!known.every((one) => one.permissions.has("worklist.work")) || known.length < wanted.length)
      return refuse("worklist.queue.member", { field: "members" });
    const id: string = queueId ?? newId<"work-queue">();
    const values = { kinds: `{${[...new Set(kinds)].join(",")}}`, filter: JSON.stringify(filter) };
    if (queueId) {
      const { rows } = await tx.execute<{
        version: number;
      }>(sql`select version from work_queues where id = ${queueId}::uuid
        and programme_id = ${actor.programmeId} and closed_at is null for update`);
      const found = rows[0] ?? notFound();
      if (version !== undefined && version !== found.version) return refuse("worklist.queue.stale");
      await tx.execute(sql`update work_queues set name_zh = ${nameZh}, name_en = ${nameEn}, kinds = ${values.kinds}::text[],
        filter = ${values.filter}::jsonb, version = version + 1 where id = ${queueId}::uuid`);
    } else {
      const open = await tx.execute<{ n: number }>(
        sql`select count(*)::int as n from work_queues where programme_id = ${actor.programmeId} and closed_at is null`,
      );
      if ((open.rows[0]?.n ?? 0) >= WORKLIST_POLICY.queues)
        return refuse("worklist.queue.too-many", { params: { limit: WORKLIST_POLICY.queues } });
      await tx.execute(sql`insert into work_queues (id, programme_id, legal_entity_id, name_zh, name_en, kinds, filter, created_at, created_by)
        values (${id}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${nameZh}, ${nameEn}, ${values.kinds}::text[],
          ${values.filter}::jsonb, ${now}::timestamptz, ${actor.id})`);
    }
    const gone = await tx.execute<{ person_id: string }>(sql`delete from work_queue_members where queue_id = ${id}::uuid
      and person_id <> all(${uuids(wanted)}) returning person_id`);
    const added = await tx.execute<{
      person_id: string;
    }>(sql`insert into work_queue_members (queue_id, person_id, programme_id,
        legal_entity_id, added_at, added_by)
      select ${id}::uuid, p, ${actor.programmeId}, ${actor.legalEntityId}, ${now}::timestamptz, ${actor.id} from unnest(${uuids(wanted)}) p
      on conflict do nothing returning person_id`);
    return committed({
      result: { queueId: id },
      audit: [
        {
          kind: "worklist.queue.save",
          subject: { type: "work-queue", id },
          data: {
            new: !queueId,
            kinds: [...kinds],
            added: added.rows.map((row) => row.person_id),
            removed: gone.rows.map((row) => row.person_id),
          },
        },
      ],
    });
  },
});
