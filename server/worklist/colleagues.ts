import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

export type PersonRef = { id: string; name: { zh: string; en: string } };

/** Names of people by id, in one round trip. */
export async function namesOf(tx: Tx, ids: readonly (string | null | undefined)[]): Promise<Map<string, PersonRef>> {
  const wanted = [...new Set(ids.filter((id): id is string => !!id && /^[0-9a-f-]{36}$/.test(id)))];
  if (wanted.length === 0) return new Map();
  const { rows } = await tx.execute<{ id: string; name_zh: string; name_en: string }>(
    sql`select id, name_zh, name_en from people where id in ${wanted}`,
  );
  return new Map(rows.map((row) => [row.id, { id: row.id, name: { zh: row.name_zh, en: row.name_en } }]));
}

/** The person of an actor's id (`person:<uuid>`), or null for what is no person. */
export const personOf = (actorId: string | null): string | null =>
  actorId?.startsWith("person:") ? actorId.slice("person:".length) : null;
