import { sql } from "drizzle-orm";
import { keptUntil } from "@/domain/processing/decisions";
import { moveActivityInput } from "@/domain/processing/schema";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { holdActivity } from "../activity-store";
import { ACTIVITY } from "../store";

/** Ends an activity; its record is kept for the years the law says, and longer. Refuses one that is not in use. */
export const endActivity = command({
  name: "processing.activity.end",
  permission: "processing.manage",
  input: moveActivityInput,
  subject: ({ id }) => ({ type: ACTIVITY, id }),
  async handle(scope, input) {
    const { tx, now, rules } = scope;
    const held = await holdActivity(scope, input);
    if (!held.ok) return held;
    const { id, number, state } = held.value;
    if (state !== "active") return refuse("processing.activity.not-active");
    const on = shanghaiDate(now);
    const kept = keptUntil(on, rules);
    await tx.execute(sql`update processing_records set state = 'ended', ended_on = ${on}::date, kept_until = ${kept.value}::date,
        version = version + 1 where id = ${id}::uuid`);
    return committed({
      result: { id, state: "ended", keptUntil: kept.value as string },
      audit: [
        {
          kind: "processing.activity.end",
          subject: { type: ACTIVITY, id },
          basis: kept.basis,
          data: { number, keptUntil: kept.value },
        },
      ],
    });
  },
});
