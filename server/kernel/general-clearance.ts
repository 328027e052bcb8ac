import { sql } from "drizzle-orm";
import type { Scope } from "./scope";

/**
 * From here to the end of the transaction nothing is seen but what everybody may see, whoever acts: for what leaves the house.
 * Gives the scope with that clearance.
 */
export async function withGeneralClearance(scope: Scope): Promise<Scope> {
  await scope.tx.execute(sql`select set_config('hegui.clearance', 'general', true)`);
  return { ...scope, actor: { ...scope.actor, clearance: "general" } };
}
