import { ADJUSTMENT_BASIS } from "@/domain/limits/codes";
import { adjustmentInput } from "@/domain/limits/schema";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { endAdjustmentRow, loadAdjustment } from "../store";
import { tellChange } from "../telling";

/** Records that a changed limit's time is over, as of the moment it was. It decided nothing since. Refuses before its time. */
export const expireAdjustment = command({
  name: "limits.adjustment.expire",
  permission: "limits.run",
  input: adjustmentInput,
  subject: ({ adjustmentId }) => ({ type: "limit-adjustment", id: adjustmentId }),
  async handle(scope, { adjustmentId }) {
    const { now, rules } = scope;
    const one = await loadAdjustment(scope, adjustmentId, { lock: true });
    if (one.state !== "in-force" || one.endsAt === null || one.endsAt > now)
      return refuse("limits.adjustment.nothing-due");
    await endAdjustmentRow(scope, one.id, "expired", one.endsAt);
    const told = await tellChange(scope, one, "ended");
    return committed({
      result: { id: one.id },
      audit: [
        {
          kind: "limits.adjustment.expire",
          subject: { type: "limit-adjustment", id: one.id },
          basis: ADJUSTMENT_BASIS[one.kind].map((id) => rules.ref(id, shanghaiDate(now))),
          data: { number: one.number, account: one.accountId, limit: one.kind, endedAt: one.endsAt },
        },
        ...told.audit,
      ],
      events: told.events,
    });
  },
});
