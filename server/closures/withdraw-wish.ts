import { sql } from "drizzle-orm";
import { both, NOTHING, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { addStep, CLOSURE, holdClosure, saveClosure } from "./store";

/** What became of the closings something had asked for when it was taken back. */
type WithdrawnWish = SystemEffect & {
  /** Closings that go no further, or were stopped already. */
  readonly kept: number;
  /** Handed to the core to be closed: that is not called back. */
  readonly closing: number;
  readonly closed: number;
};

/** Takes a wish to close back: what was not handed to the core goes no further, and what was closed stays closed. */
export async function withdrawWish(
  scope: Scope,
  subject: { readonly type: string; readonly id: string },
): Promise<WithdrawnWish> {
  const { tx, actor } = scope;
  const { rows } = await tx.execute<{
    id: string;
  }>(sql`select id from closures where programme_id = ${actor.programmeId}
    and subject_type = ${subject.type} and subject_id = ${subject.id}::uuid order by account_id, id`);
  let effect: SystemEffect = NOTHING;
  const counts = { kept: 0, closing: 0, closed: 0 };
  for (const { id } of rows) {
    const { closure } = await holdClosure(scope, id);
    if (closure.state === "closed" || closure.state === "closing") counts[closure.state] += 1;
    if (closure.state === "approved" || closure.state === "stopped") counts.kept += 1;
    if (closure.state !== "approved") continue;
    const saved = await saveClosure(scope, closure, { state: "withdrawn" });
    if (!saved.ok) throw new Error(saved.code);
    await addStep(scope, id, { kind: "withdrawn" });
    const entry = {
      kind: "closures.closure.withdraw" as const,
      subject: { type: CLOSURE, id },
      data: { number: closure.number, of: subject.type, request: subject.id },
    };
    effect = both(effect, { audit: [entry], events: [] });
  }
  return { ...effect, ...counts };
}
