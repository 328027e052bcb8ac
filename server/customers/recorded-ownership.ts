import { sql } from "drizzle-orm";
import type { Stake } from "@/domain/customers/ownership";
import type { Scope } from "@/server/kernel/scope";
import { loadStakes } from "./enterprise-store";

/** What is on record of who owns an enterprise; names nobody. */
export type RecordedOwnership = {
  readonly stakes: readonly Stake[];
  /** True where somebody is recorded as its legal representative. */
  readonly legalRepresentative: boolean;
};

/** The owners of an enterprise as recorded, and whether somebody stands for it. */
export async function recordedOwnership(scope: Scope, customerId: string): Promise<RecordedOwnership> {
  const { tx, actor } = scope;
  const stakes = await loadStakes(scope, customerId);
  const { rows } = await tx.execute(sql`select from representatives where customer_id = ${customerId}::uuid
    and programme_id = ${actor.programmeId} and role = 'legal-representative' and ended_at is null limit 1`);
  return { stakes, legalRepresentative: rows.length > 0 };
}
