import { sql } from "drizzle-orm";
import type { Scope } from "@/server/kernel/scope";
import type { StoredHit } from "./store";

const place = (hitId: string) => ({ table: "screening_hits", column: "note_sealed", rowId: hitId });

/** Seals what a hit was judged by. */
export function sealNote(scope: Scope, hit: StoredHit, note: string): Promise<Buffer> {
  const subject = { type: "customer", id: hit.customerId, retentionClass: "casework" } as const;
  return scope.vault.seal(subject, place(hit.id), note);
}

/** What a hit was judged by, opened; null where nobody has. */
export async function noteOf(scope: Scope, hitId: string): Promise<string | null> {
  const { rows } = await scope.tx.execute<{ note_sealed: Buffer | null }>(
    sql`select note_sealed from screening_hits where id = ${hitId}::uuid`,
  );
  return scope.vault.open(place(hitId), rows[0]?.note_sealed ?? null);
}
