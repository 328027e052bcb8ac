import { z } from "zod";
import { SCREENING_POLICY } from "@/domain/screening/policy";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { partiesOf } from "../parties";
import { lockRun, nextCustomers, saveProgress } from "../runs";
import { screenParties } from "../screen";

/**
 * Compares the next customers of a run with the lists in use, in one transaction; what is found has all its consequences
 * in it. Refuses a run that has ended. `over` when everybody has been seen.
 */
export const advanceRun = command({
  name: "screening.run.advance",
  permission: "screening.run",
  input: z.object({ runId: z.uuid() }),
  subject: ({ runId }) => ({ type: "screening-run", id: runId }),
  async handle(scope, { runId }) {
    const run = await lockRun(scope.tx, runId);
    if (!run) return refuse("screening.run.not-running");
    const customers = await nextCustomers(scope, run);
    const screenings = await screenParties(scope, await partiesOf(scope, customers));
    const opened = screenings.reduce((total, one) => total + one.opened, 0);
    const over = customers.length < SCREENING_POLICY.batch;
    const compared = customers.length;
    await saveProgress(scope, run, { cursorId: over ? null : (customers.at(-1) ?? null), compared, opened });
    return committed({
      result: { compared: run.compared + compared, opened, over },
      audit: [
        {
          kind: "screening.run.advance",
          subject: { type: "screening-run", id: runId },
          data: { compared, opened, over },
        },
        ...screenings.flatMap(({ audit }) => audit),
      ],
      events: screenings.flatMap(({ events }) => events),
    });
  },
});
