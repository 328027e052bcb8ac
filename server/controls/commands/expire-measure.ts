import { z } from "zod";
import { expireMeasure as decide } from "@/domain/controls/term";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { carryOut } from "../at-once";
import { holdMeasure } from "../held";

/**
 * Ends a measure whose term is over, from the very moment it was over, however late: the log has both. Refuses a term
 * still running, and what is ended or on its way out already.
 */
export const expireMeasure = command({
  name: "controls.measure.expire",
  permission: "controls.expire",
  input: z.object({ measureId: z.uuid() }),
  subject: ({ measureId }) => ({ type: "measure", id: measureId }),
  async handle(scope, { measureId }) {
    const { now, rules } = scope;
    const { account, measure, number } = await holdMeasure(scope, measureId);
    const decision = decide({ measure, now, rules });
    if (!decision.ok) return decision;
    const { basis, value: ending } = decision;
    const done = ending.outcome === "ended" || measure.liftFor !== null;
    if (done) return refuse("controls.measure.not-live", { params: { state: measure.state } });
    const { effect } = await carryOut(scope, { account, number, ending, basis });
    const entry = {
      kind: "controls.measure.expire" as const,
      subject: { type: "measure", id: measureId },
      basis,
      ...(measure.secret && { clearance: "suspicion" as const }),
      data: {
        number,
        account: account.id as string,
        endedAt: measure.expiresAt,
        noticedAt: now,
        outcome: ending.outcome,
      },
    };
    return committed({
      result: { measureId, outcome: ending.outcome },
      audit: [entry, ...effect.audit],
      events: effect.events,
    });
  },
});
