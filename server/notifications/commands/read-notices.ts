import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { uuids } from "../store";

/**
 * Marks one's own notices as read: those named, or everything told until a moment, so that what came in meanwhile stays
 * unread. Not found when one of the named is not the reader's.
 */
export const readNotices = command({
  name: "notifications.notice.read",
  permission: "notifications.read",
  input: z.object({
    noticeIds: z.array(z.uuid()).max(100).default([]),
    until: z.iso.datetime().nullable().default(null),
  }),
  subject: ({ noticeIds }) => ({ type: "notice", id: noticeIds[0] ?? "all" }),
  async handle({ tx, actor, now }, { noticeIds, until }) {
    const ids = [...new Set(noticeIds)];
    const own = sql`programme_id = ${actor.programmeId} and person_id = ${actor.personId}::uuid`;
    const { rows } = await tx.execute<{ n: number }>(
      sql`select count(*)::int as n from notices where ${own} and id = any(${uuids(ids)})`,
    );
    if (rows[0]?.n !== ids.length) return notFound();
    const marked =
      await tx.execute(sql`update notices set read_at = ${now}::timestamptz where ${own} and read_at is null
      and (id = any(${uuids(ids)}) or told_at <= ${until}::timestamptz)`);
    const count = marked.rowCount ?? 0;
    return committed({
      result: { count },
      audit: [
        {
          kind: "notifications.notice.read",
          subject: { type: "notice", id: ids[0] ?? "all" },
          data: { count },
        },
      ],
    });
  },
});
