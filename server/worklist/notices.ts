import { sql } from "drizzle-orm";
import type { OutboxEvent } from "@/server/kernel/outbox";
import { notice, registerNoticeTarget } from "@/server/notifications/public";
import { type Item, seen, uuids } from "./item";

const LINK = "work-item";

// A notice about an item names it only to who may see it when he reads; it opens what the item is about.
registerNoticeTarget(LINK, async ({ tx, actor }, ids) => {
  const { rows } = await tx.execute<{ id: string; subject_type: string; subject_id: string }>(
    sql`select w.id, w.subject_type, w.subject_id from work_items w where w.id = any(${uuids(ids)}) and ${seen(actor)}`,
  );
  return new Map(rows.map((row) => [row.id, { type: row.subject_type, id: row.subject_id }]));
});

type About = Pick<Item, "id" | "number" | "kind" | "clearance">;

const tell = (
  item: About,
  people: readonly string[],
  kind: Parameters<typeof notice>[1],
  params: Parameters<typeof notice>[2],
): readonly OutboxEvent[] =>
  notice(
    people,
    kind,
    { number: item.number, kind: item.kind, ...params },
    { type: LINK, id: item.id },
    {
      clearance: item.clearance,
    },
  );

/** Tells somebody that an item is his now. */
export const tellAssigned = (item: About, personId: string) => tell(item, [personId], "worklist.assigned", {});

/** Tells somebody that an item is his no longer. */
export const tellReturned = (item: About, personId: string, reason: string) =>
  tell(item, [personId], "worklist.returned", { reason });

/** Tells colleagues that they were named in a comment. */
export const tellMentioned = (item: About, personIds: readonly string[]) =>
  tell(item, personIds, "worklist.mention", {});

/** Tells whoever has the item, or made the promise, that its time has come. */
export const tellPromiseDue = (item: About, personIds: readonly string[], due: string) =>
  tell(item, personIds, "worklist.promise-due", { due });
