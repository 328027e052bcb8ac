import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { holdBooks } from "../books";
import { overdueOf } from "../decision-rows";
import { lapseOverdue } from "../lapse";

/** Takes reservations of customers that nobody spoke of in time out of the counters. Refuses where none is overdue. */
export const lapseDecisions = command({
  name: "limits.decision.lapse",
  permission: "limits.run",
  input: z.object({ customerIds: z.array(z.uuid()).min(1).max(200) }),
  subject: ({ customerIds }) => ({ type: "customer", id: customerIds[0] ?? "" }),
  async handle(scope, { customerIds }) {
    await holdBooks(scope, customerIds);
    const lapsed = await overdueOf(scope, customerIds);
    const [first] = lapsed;
    if (!first) return refuse("limits.decision.nothing-due");
    await lapseOverdue(scope, lapsed);
    return committed({
      result: { lapsed: lapsed.length },
      audit: [
        {
          kind: "limits.decision.lapse",
          subject: { type: "customer", id: first.customer_id },
          data: { decisions: lapsed.map(({ id }) => id).sort() },
        },
      ],
    });
  },
});
