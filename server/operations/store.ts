import { sql } from "drizzle-orm";
import { toInstantOrNull } from "@/db/schema/columns";
import type { Rotation, RotationState } from "@/domain/operations/model";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** A rotation, locked for a change. Throws not-found. */
export async function lockRotation({ tx }: Pick<Scope, "tx">, id: string): Promise<Rotation> {
  const { rows } = await tx.execute<{ state: RotationState; to_version: number; finished_at: string | null }>(
    sql`select state, to_version, finished_at from key_rotations where id = ${id} for update`,
  );
  const [row] = rows;
  if (!row) return notFound();
  return {
    state: row.state,
    toVersion: row.to_version,
    finishedAt: toInstantOrNull(row.finished_at),
  };
}
