import { sql } from "drizzle-orm";
import type { Condition, Remaining } from "@/domain/closures/model";
import { LIVE_STATES } from "@/domain/controls/model";
import { NEUTRAL_REASON } from "@/domain/objections/decisions";
import { registerClosureCondition } from "./conditions";

const thing = (code: Condition, subject: Remaining["subject"]): Remaining => ({
  code,
  subject,
  count: null,
  minor: null,
  currency: null,
});

type Found = { id: string; number: string };

// Live measures and those proposed, as everybody sees them: one under review is named by that word alone. What a loss
// holds for its customer goes with the account it closes.
registerClosureCondition({
  code: "measures",
  async check({ tx, actor }, { accountId, kind, subjectId }) {
    const { rows } = await tx.execute<
      Found & { reason_code: string; state: string }
    >(sql`select id, number, reason_code, state
      from measures where account_id = ${accountId}::uuid and programme_id = ${actor.programmeId}
        and state in ${["proposed", ...LIVE_STATES]}
        and not (${kind} = 'after-loss' and subject_type = 'loss-report' and subject_id = ${subjectId}::uuid)
      order by requested_at, id`);
    return rows.map(({ id, number, reason_code, state }) =>
      reason_code === NEUTRAL_REASON
        ? thing("under-review", null)
        : thing(state === "proposed" ? "open-case" : "live-measure", { type: "measure", id, number }),
    );
  },
});

// A loss the customer reported, but for the one this closure follows.
registerClosureCondition({
  code: "losses",
  async check({ tx, actor }, { customerId, subjectId }) {
    const { rows } = await tx.execute<Found>(sql`select id, number from loss_reports
      where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} and ended_at is null
        and id is distinct from ${subjectId}::uuid order by reported_at, id`);
    return rows.map((row) => thing("loss-report", { type: "loss-report", ...row }));
  },
});

// An objection nobody has answered.
registerClosureCondition({
  code: "objections",
  async check({ tx, actor }, { accountId }) {
    const { rows } = await tx.execute<Found>(sql`select id, number from objections
      where account_id = ${accountId}::uuid and programme_id = ${actor.programmeId} and state = 'open' order by received_at, id`);
    return rows.map((row) => thing("objection", { type: "objection", ...row }));
  },
});
