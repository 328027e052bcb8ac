import { sql } from "drizzle-orm";
import { both, NOTHING, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { CORRECTION, endCorrection, loadCorrection } from "./store";

/** Ends what a request that is no more had proposed to put right: whoever decides on it finds it void. */
export async function dropOfRequest(scope: Scope, requestId: string): Promise<SystemEffect> {
  const { rows } = await scope.tx.execute<{ id: string }>(sql`select id from corrections
    where request_id = ${requestId}::uuid and programme_id = ${scope.actor.programmeId} and state = 'proposed' order by id`);
  let effect: SystemEffect = NOTHING;
  for (const { id } of rows) {
    const { number, state } = await loadCorrection(scope, id, { lock: true });
    if (state !== "proposed") continue;
    await endCorrection(scope, id, { state: "withdrawn", reason: null });
    const entry = {
      kind: "corrections.correction.withdraw" as const,
      subject: { type: CORRECTION, id },
      data: { number, request: requestId },
    };
    effect = both(effect, { audit: [entry], events: [] });
  }
  return effect;
}
