import { sql } from "drizzle-orm";
import type { AssessmentCase, RecordState } from "@/domain/processing/model";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

type Held = {
  readonly id: string;
  readonly number: string;
  readonly state: RecordState;
  readonly cases: readonly AssessmentCase[];
};

/** An activity as it was shown, locked. Refuses one that has changed since; not found elsewhere. */
export async function holdActivity(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<Result<Held>> {
  const { rows } = await tx.execute<{ number: string; state: RecordState; cases: AssessmentCase[]; version: number }>(
    sql`select number, state, cases, version from processing_records
      where id = ${id}::uuid and programme_id = ${actor.programmeId} for update`,
  );
  const row = rows[0] ?? notFound();
  return row.version === version ? decided({ id, ...row }) : refuse("processing.activity.stale");
}
