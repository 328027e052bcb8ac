import { sql } from "drizzle-orm";
import { z } from "zod";
import { localDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { addUp, byMonth, NOTHING, recomputeMonth } from "../recompute";

/** Computes all large-value candidates of a range of dates again, for everybody. One transaction: keep the range short. */
export const recomputeRange = command({
  name: "reports.large-value.recompute",
  permission: "reports.large-value.recompute",
  input: z.object({ from: z.iso.date(), to: z.iso.date() }),
  subject: () => ({ type: "large-value-list", id: "large-value" }),
  async handle(scope, { from, to }) {
    const { rows } = await scope.tx.execute<{
      d: string;
    }>(sql`select distinct business_date::text as d from transactions
      where programme_id = ${scope.actor.programmeId} and business_date between ${from}::date and ${to}::date order by 1`);
    let done = NOTHING;
    for (const month of byMonth(rows.map(({ d }) => localDate(d))))
      done = addUp(done, await recomputeMonth(scope, month, "everybody"));
    const { basis, ...counts } = done;
    const total = { dates: rows.length, ...counts };
    return committed({
      result: total,
      audit: [
        {
          kind: "reports.large-value.recompute",
          subject: { type: "large-value-list", id: "large-value" },
          basis,
          data: { from, to, ...total },
        },
      ],
    });
  },
});
