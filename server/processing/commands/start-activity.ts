import { sql } from "drizzle-orm";
import { moveActivityInput } from "@/domain/processing/schema";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { holdActivity } from "../activity-store";
import { assessmentOf } from "../assessed";
import { ACTIVITY } from "../store";

/** Puts an activity into use. Refuses one that falls under the law's cases and is not assessed in each (law-pipl-55). */
export const startActivity = command({
  name: "processing.activity.start",
  permission: "processing.manage",
  input: moveActivityInput,
  subject: ({ id }) => ({ type: ACTIVITY, id }),
  async handle(scope, input) {
    const { tx, now, rules } = scope;
    const held = await holdActivity(scope, input);
    if (!held.ok) return held;
    const { id, number, state, cases } = held.value;
    if (state !== "planned") return refuse("processing.activity.not-planned");
    const basis = [rules.ref("law-pipl-55", shanghaiDate(now))];
    const open = await assessmentOf(scope, { type: "activity", id }, cases);
    if (open.length > 0) return refuse("processing.activity.no-assessment", { basis, params: { count: open.length } });
    await tx.execute(sql`update processing_records set state = 'active', started_on = ${shanghaiDate(now)}::date, version = version + 1
      where id = ${id}::uuid`);
    return committed({
      result: { id, state: "active" },
      audit: [
        {
          kind: "processing.activity.start",
          subject: { type: ACTIVITY, id },
          basis,
          data: { number, cases: [...cases] },
        },
      ],
    });
  },
});
