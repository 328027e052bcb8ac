import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/server/kernel/scope";
import { changeItem, type Item } from "./item";
import { wordsOf } from "./notes";

const place = (rowId: string) => ({ table: "work_promises", column: "note_sealed", rowId });

/** Seals what was promised, in words. */
export function sealPromiseNote({ vault }: Pick<Scope, "vault">, item: Item, promiseId: string, note: string) {
  return vault.seal(wordsOf(item), place(promiseId), note);
}

/** Opens the words of promises in one round trip. */
export function openPromiseNotes(
  { vault }: Pick<Scope, "vault">,
  rows: readonly { id: string; note_sealed: Buffer | null }[],
): Promise<(string | null)[]> {
  return vault.openAll(rows.map((row) => ({ place: place(row.id), sealed: row.note_sealed })));
}

/** Brings the item's earliest open promise up to date; its place in the order follows. Gives the new version. */
export function settlePromised(tx: Tx, item: Item): Promise<number> {
  return changeItem(
    tx,
    item,
    sql`promised_at = (select min(p.due_at) from work_promises p where p.item_id = ${item.id}::uuid and p.state = 'open')`,
  );
}
