import { z } from "zod";
import { isLive } from "@/domain/controls/model";
import { refuse } from "@/domain/shared/result";
import { toldOf } from "@/server/duty/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { notice } from "@/server/notifications/public";
import { raiseItem } from "@/server/worklist/public";
import { overdueReview, REVIEW_ITEM } from "../after-review";
import { findMeasure } from "../store";

/**
 * Presses for a look that is overdue: before all on the worklist, and told to the leads on duty. The measure itself stays:
 * a missed review never ends a protection. Refuses where none is overdue.
 */
export const escalateReview = command({
  name: "controls.measure.escalate",
  permission: "controls.expire",
  input: z.object({ measureId: z.uuid() }),
  subject: ({ measureId }) => ({ type: "measure", id: measureId }),
  async handle(scope, { measureId }) {
    const { measure, number } = (await findMeasure(scope.tx, measureId, { lock: false })) ?? notFound();
    const due = await overdueReview(scope, measureId);
    if (due === null || !isLive(measure)) return refuse("controls.review.none");
    await raiseItem(scope.tx, scope.actor, { kind: REVIEW_ITEM, subjectId: measureId });
    const leads = await toldOf(scope, "compliance-lead");
    const events = notice(leads, "controls.review-overdue", { number, due }, { type: "measure", id: measureId });
    const subject = { type: "measure", id: measureId };
    return committed({
      result: { measureId, told: leads.length },
      audit: [{ kind: "controls.measure.escalate", subject, data: { number, due, told: leads.length } }],
      events,
    });
  },
});
