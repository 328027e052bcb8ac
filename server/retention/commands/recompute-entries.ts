import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { plansOf } from "../plan";
import { saveEntries } from "../store";

/** A rule that keeps data changed: customers' classes are planned again, and their days move. */
export const recomputeEntries = command({
  name: "retention.law.follow",
  permission: "retention.run",
  input: z.strictObject({ changeId: z.uuid(), customerIds: z.array(z.uuid()).min(1).max(200) }),
  subject: ({ changeId }) => ({ type: "rule-change", id: changeId }),
  async handle(scope, { changeId, customerIds }) {
    for (const [customerId, plan] of await plansOf(scope, { customerIds, purpose: "deletion" }, { asked: false })) {
      await saveEntries(scope, { customerId, requestId: null }, plan);
    }
    return committed({
      result: null,
      audit: [
        {
          kind: "retention.law.follow",
          subject: { type: "rule-change", id: changeId },
          data: { customers: customerIds.length },
        },
      ],
    });
  },
});
