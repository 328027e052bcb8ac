import { sql } from "drizzle-orm";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** The system a key's calls come from. Throws not-found for whoever is not a key. */
export async function sourceOf({ tx, actor }: Scope): Promise<string> {
  const [kind, keyId] = actor.id.split(":");
  if (kind !== "client" || !keyId) return notFound();
  const { rows } = await tx.execute<{ source: string }>(sql`select source from api_keys where id = ${keyId}::uuid
    and programme_id = ${actor.programmeId}`);
  return rows[0]?.source ?? notFound();
}
