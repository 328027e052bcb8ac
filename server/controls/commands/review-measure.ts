import { z } from "zod";
import { CONTROLS_POLICY } from "@/domain/controls/policy";
import { reviewMeasure as decide } from "@/domain/controls/review";
import { localDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { closeItems } from "@/server/worklist/public";
import { REVIEW_ITEM, takeReview } from "../after-review";
import { saveMeasure, saveReviewer } from "../store";

/**
 * A lead has looked at a measure given at once or by the system and leaves it, to be looked at again by `reviewOn`.
 * Refuses where nothing waits, who gave it himself, and a date out of bounds.
 */
export const reviewMeasure = command({
  name: "controls.measure.review",
  permission: "controls.approve",
  input: z.object({ measureId: z.uuid(), reviewOn: z.iso.date() }),
  subject: ({ measureId }) => ({ type: "measure", id: measureId }),
  async handle(scope, { measureId, reviewOn }) {
    const { tx, actor, now } = scope;
    const taken = await takeReview(scope, measureId);
    if (!taken.ok) return taken;
    const { number, look } = taken.value;
    const decision = decide({ ...look, reviewOn: localDate(reviewOn), policy: CONTROLS_POLICY });
    if (!decision.ok) return decision;
    await saveMeasure(tx, decision.value);
    await saveReviewer(tx, measureId, actor.personId, now);
    await closeItems(tx, actor, { kind: REVIEW_ITEM, subjectIds: [measureId] }, now);
    const { basis } = decision;
    const subject = { type: "measure", id: measureId };
    return committed({
      result: { measureId },
      audit: [{ kind: "controls.measure.review", subject, basis, data: { number, reviewOn } }],
    });
  },
});
