import { sql } from "drizzle-orm";
import { z } from "zod";
import { localDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { recomputeDate } from "../recompute";

/** Computes all large-value candidates of a range of dates again, for everybody. One transaction: keep the range short. */
export const recomputeRange = command({
  name: "reports.large-value.recompute",
  permission: "reports.large-value.recompute",
  input: z.object({ from: z.iso.date(), to: z.iso.date() }),
  subject: () => ({ type: "large-value-list", id: "large-value" }),
  async handle(scope, { from, to }) {
    const { rows } = await scope.tx.execute<{ d: string }>(sql`select distinct business_date::text as d from transactions
      where programme_id = ${scope.actor.programmeId} and business_date between ${from}::date and ${to}::date order by 1`);
    const total = { dates: rows.length, candidates: 0, opened: 0, reopened: 0, withdrawn: 0 };
    for (const { d } of rows) {
      const done = await recomputeDate(scope, localDate(d), "everybody");
      total.candidates += done.candidates;
      total.opened += done.opened;
      total.reopened += done.reopened;
      total.withdrawn += done.withdrawn;
    }
    return committed({
      result: total,
      audit: [{ kind: "reports.large-value.recompute", subject: { type: "large-value-list", id: "large-value" }, data: { from, to, ...total } }],
    });
  },
});
