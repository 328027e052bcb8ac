import { sql } from "drizzle-orm";
import type { AuditKind } from "@/domain/audit-kinds";
import type { Scope } from "@/server/kernel/scope";
import type { Subject } from "@/server/kernel/vault";
import { type Item, uuids } from "./item";

const PLACE = { table: "work_comments", column: "body_sealed" } as const;

/** Under whose key the words about an item are sealed: the customer's casework, or the item's own when it has no customer. */
export function wordsOf(item: Pick<Item, "id" | "customerId">): Subject {
  return item.customerId
    ? { type: "customer", id: item.customerId, retentionClass: "casework" }
    : { type: "work-item", id: item.id, retentionClass: "casework" };
}

/** Writes what somebody said at an item: a comment, or the note of a deed (`about`). Gives its id. */
export async function writeNote(
  { tx, actor, now, vault, newId }: Scope,
  item: Item,
  note: { text: string; about: "comment" | AuditKind; mentions?: readonly string[]; pinned?: boolean },
): Promise<string> {
  const id: string = newId<"work-comment">();
  const sealed = await vault.seal(wordsOf(item), { ...PLACE, rowId: id }, note.text);
  await tx.execute(sql`insert into work_comments (id, programme_id, legal_entity_id, clearance, item_id, author_id, about,
      body_sealed, mentions, pinned, written_at)
    values (${id}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${item.clearance}, ${item.id}::uuid, ${actor.id}, ${note.about},
      ${sealed}, ${uuids(note.mentions ?? [])}, ${note.pinned ?? false}, ${now}::timestamptz)`);
  return id;
}

/** The note of a deed, when one was given. Gives its id or null, for the deed's audit entry. */
export async function noteOf(
  scope: Scope,
  item: Item,
  about: AuditKind,
  text: string | undefined,
): Promise<string | null> {
  return text ? writeNote(scope, item, { text, about }) : null;
}

/** Opens the words of comments, in one round trip; null where they were taken back or their key is gone. */
export async function openNotes(
  { vault }: Pick<Scope, "vault">,
  rows: readonly { id: string; body_sealed: Buffer | null }[],
): Promise<(string | null)[]> {
  return vault.openAll(rows.map((row) => ({ place: { ...PLACE, rowId: row.id }, sealed: row.body_sealed })));
}
