import { z } from "zod";
import { isLive } from "@/domain/controls/model";
import { refuse } from "@/domain/shared/result";
import { toldOf } from "@/server/duty/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { notice } from "@/server/notifications/public";
import { findMeasure } from "../store";

/** Tells the officers that a measure's term is about to end by itself. Refuses one that has ended or has no term. */
export const announceExpiry = command({
  name: "controls.measure.alarm",
  permission: "controls.expire",
  input: z.object({ measureId: z.uuid(), expiresAt: z.iso.datetime() }),
  subject: ({ measureId }) => ({ type: "measure", id: measureId }),
  async handle(scope, { measureId, expiresAt }) {
    const { measure, number } = (await findMeasure(scope.tx, measureId, { lock: false })) ?? notFound();
    if (!isLive(measure) || measure.expiresAt !== expiresAt || measure.expiresAt <= scope.now) {
      return refuse("controls.measure.not-live", { params: { state: measure.state } });
    }
    const officers = await toldOf(scope, "compliance-officer");
    const said = { number, until: expiresAt };
    const events = notice(officers, "controls.term-ending", said, { type: "measure", id: measureId });
    const subject = { type: "measure", id: measureId };
    return committed({
      result: { measureId, told: officers.length },
      audit: [{ kind: "controls.measure.alarm", subject, data: { ...said, told: officers.length } }],
      events,
    });
  },
});
