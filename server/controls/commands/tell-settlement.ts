import { z } from "zod";
import { MEASURE_STATES } from "@/domain/controls/model";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { tellListener } from "../listeners";
import { findMeasure } from "../store";

/** Tells whom a secret measure truly stands on that it got somewhere. Refuses one that stands on nothing secret. */
export const tellSettlement = command({
  name: "controls.measure.tell",
  permission: "controls.expire",
  input: z.object({ measureId: z.uuid(), was: z.enum(MEASURE_STATES) }),
  subject: ({ measureId }) => ({ type: "measure", id: measureId }),
  async handle(scope, { measureId, was }) {
    const { measure, number } = (await findMeasure(scope.tx, measureId, { lock: true })) ?? notFound();
    if (!measure.secret) return refuse("controls.failure.none");
    const told = await tellListener(scope, { measure, number, was });
    const subject = { type: "measure", id: measureId };
    return committed({
      result: { measureId },
      audit: [{ kind: "controls.measure.tell", subject, data: { number, was, state: measure.state } }, ...told.audit],
      events: told.events,
    });
  },
});
