import { z } from "zod";
import { endByReview } from "@/domain/controls/review";
import { command, committed } from "@/server/kernel/command";
import { closeItems } from "@/server/worklist/public";
import { REVIEW_ITEM, takeReview } from "../after-review";
import { carryOut } from "../at-once";
import { saveReleaseNote, saveReviewer } from "../store";

/**
 * A lead has looked at a measure of own judgement given at once, finds it wrongly given and ends it; `note` is why, sealed.
 * Refuses where nothing waits, who gave it himself, and a measure of another source: that ends by its own road.
 */
export const endMeasure = command({
  name: "controls.measure.end",
  permission: "controls.approve",
  input: z.object({ measureId: z.uuid(), note: z.string().trim().min(1).max(2000) }),
  subject: ({ measureId }) => ({ type: "measure", id: measureId }),
  async handle(scope, { measureId, note }) {
    const { tx, actor, now } = scope;
    const taken = await takeReview(scope, measureId);
    if (!taken.ok) return taken;
    const { number, look, account } = taken.value;
    const decision = endByReview(look);
    if (!decision.ok) return decision;
    await closeItems(tx, actor, { kind: REVIEW_ITEM, subjectIds: [measureId] }, now);
    const { basis, value: ending } = decision;
    await saveReviewer(tx, measureId, actor.personId, now);
    const { effect } = await carryOut(scope, { account, number, ending, basis });
    const subject = { type: "customer", id: account.customerId, retentionClass: "casework" } as const;
    const place = { table: "measures", column: "release_note_sealed", rowId: measureId };
    await saveReleaseNote(tx, measureId, await scope.vault.seal(subject, place, note));
    const entry = {
      kind: "controls.measure.end" as const,
      subject: { type: "measure", id: measureId },
      basis,
      data: { number, reason: "wrongly-given", outcome: ending.outcome },
    };
    return committed({
      result: { measureId, outcome: ending.outcome },
      audit: [entry, ...effect.audit],
      events: effect.events,
    });
  },
});
