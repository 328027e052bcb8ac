import { sql } from "drizzle-orm";
import type { Measure, MeasureState } from "@/domain/controls/model";
import type { Scope } from "@/server/kernel/scope";
import { NOTHING, type SystemEffect } from "./effect";
import { settledBehindWall } from "./events";

/** What became of a measure: as it stands now, and the state it was in before. */
export type Settlement = { readonly measure: Measure; readonly number: string; readonly was: MeasureState };

/** Hears of measures that stand on a thing of its own. */
export type MeasureListener = {
  readonly subjectType: string;
  /** Called in the same transaction when the measure is in force, failed, carried out or released. */
  settled(scope: Scope, settlement: Settlement): Promise<SystemEffect>;
  /** The paper's number, where this actor may open it; null elsewhere. Without it a paper is shown by its kind alone. */
  numberOf?(scope: Scope, id: string): Promise<string | null>;
};

const listeners = new Map<string, MeasureListener>();

/** One listener per kind of subject, registered when its capability is loaded; loaded anew, the newest stands. */
export function registerMeasureListener(listener: MeasureListener): void {
  listeners.set(listener.subjectType, listener);
}

const TOLD: readonly MeasureState[] = ["in-force", "failed", "carried-out", "released"];

/** Tells whoever a measure stands on that it has got somewhere. Nothing where nobody listens. */
export async function tellListener(scope: Scope, settlement: Settlement): Promise<SystemEffect> {
  const { measure, was } = settlement;
  if (measure.state === was || !TOLD.includes(measure.state) || measure.subject === null) return NOTHING;
  // Who is not cleared does not see what it truly stands on: whoever is cleared looks, and tells.
  const hidden = measure.subject.type === "review" && scope.actor.clearance !== "suspicion";
  if (hidden) return { audit: [], events: [settledBehindWall({ measureId: measure.id, was })] };
  const listener = listeners.get(measure.subject.type);
  return listener ? listener.settled(scope, settlement) : NOTHING;
}

export type Paper = { readonly type: string; readonly id: string; readonly number: string | null };

/** What a measure stands on, for the screen; null for what may not be told, and where it stands on nothing else. */
export async function paperOf(scope: Scope, measure: Measure): Promise<Paper | null> {
  if (measure.approvalId !== null) {
    const { rows } = await scope.tx.execute<{ number: string }>(
      sql`select number from approvals where id = ${measure.approvalId}::uuid`,
    );
    return { type: "approval", id: measure.approvalId, number: rows[0]?.number ?? null };
  }
  if (measure.subject === null || measure.reasonCode === "under-review") return null;
  const { type, id } = measure.subject;
  return { type, id, number: (await listeners.get(type)?.numberOf?.(scope, id)) ?? null };
}
