import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { checkNotHeld, closeItems } from "@/server/worklist/public";
import { findMeasure } from "../store";

/** Somebody has seen that the core said no, and takes it off the worklist. Refuses when nothing waits. */
export const acknowledgeFailure = command({
  name: "controls.failure.acknowledge",
  permission: "controls.request",
  input: z.object({ measureId: z.uuid() }),
  subject: ({ measureId }) => ({ type: "measure", id: measureId }),
  async handle(scope, { measureId }) {
    const { number, measure } = (await findMeasure(scope.tx, measureId, { lock: true })) ?? notFound();
    const which = { kind: "core-failure", subjectId: measureId };
    const free = await checkNotHeld(scope.tx, scope.actor, which, scope.now);
    if (!free.ok) return free;
    const closed = await closeItems(
      scope.tx,
      scope.actor,
      { kind: "core-failure", subjectIds: [measureId] },
      scope.now,
    );
    if (closed === 0) return refuse("controls.failure.none");
    return committed({
      result: { measureId },
      audit: [
        {
          kind: "controls.failure.acknowledge",
          subject: { type: "measure", id: measureId },
          data: { number, state: measure.state },
        },
      ],
    });
  },
});
