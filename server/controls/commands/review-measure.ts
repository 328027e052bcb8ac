import { z } from "zod";
import { reviewMeasure as decide } from "@/domain/controls/by-system";
import { CONTROLS_POLICY } from "@/domain/controls/policy";
import { localDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { checkNotHeld, closeItems } from "@/server/worklist/public";
import { afterReviewOpen, REVIEW_ITEM } from "../by-system";
import { findMeasure, saveMeasure } from "../store";

/**
 * A lead has looked at a measure of the system and leaves it, to be looked at again by `reviewOn`. Refuses where nothing
 * waits, and a date out of bounds. What should end is proposed for release instead.
 */
export const reviewMeasure = command({
  name: "controls.measure.review",
  permission: "controls.approve",
  input: z.object({ measureId: z.uuid(), reviewOn: z.iso.date() }),
  subject: ({ measureId }) => ({ type: "measure", id: measureId }),
  async handle(scope, { measureId, reviewOn }) {
    const { tx, actor, now, rules } = scope;
    const { number, measure } = (await findMeasure(tx, measureId, { lock: true })) ?? notFound();
    const free = await checkNotHeld(tx, actor, { kind: REVIEW_ITEM, subjectId: measureId }, now);
    if (!free.ok) return free;
    const waits = await afterReviewOpen(scope, measureId);
    const decision = decide({ measure, waits, reviewOn: localDate(reviewOn), now, rules, policy: CONTROLS_POLICY });
    if (!decision.ok) return decision;
    await saveMeasure(tx, decision.value);
    await closeItems(tx, actor, { kind: REVIEW_ITEM, subjectIds: [measureId] }, now);
    return committed({
      result: { measureId },
      audit: [
        {
          kind: "controls.measure.review",
          subject: { type: "measure", id: measureId },
          basis: decision.basis,
          data: { number, reviewOn },
        },
      ],
    });
  },
});
