import { endEarly } from "@/domain/limits/adjustments";
import { adjustmentInput } from "@/domain/limits/schema";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { endAdjustmentRow, loadAdjustment } from "../store";
import { tellChange } from "../telling";

/** Ends a raised limit before its time: what held before holds again. Refuses one not in force, and a customer's own lowering. */
export const endAdjustment = command({
  name: "limits.adjustment.end",
  permission: "limits.adjust.request",
  input: adjustmentInput,
  subject: ({ adjustmentId }) => ({ type: "limit-adjustment", id: adjustmentId }),
  async handle(scope, { adjustmentId }) {
    const one = await loadAdjustment(scope, adjustmentId, { lock: true });
    const ended = endEarly(one, scope.rules, shanghaiDate(scope.now));
    if (!ended.ok) return ended;
    await endAdjustmentRow(scope, one.id, ended.value.as);
    const told = await tellChange(scope, one, "ended");
    return committed({
      result: { id: one.id },
      audit: [
        {
          kind: "limits.adjustment.end",
          subject: { type: "limit-adjustment", id: one.id },
          basis: ended.basis,
          data: { number: one.number, account: one.accountId, limit: one.kind, as: ended.value.as },
        },
        ...told.audit,
      ],
      events: told.events,
    });
  },
});
