import { sql } from "drizzle-orm";
import { decideHold } from "@/domain/reverification/decisions";
import { dismissHoldInput } from "@/domain/reverification/schema";
import { command, committed } from "@/server/kernel/command";
import { closeItems } from "@/server/worklist/public";
import { HOLD_ITEM } from "../absorb";
import { lockHold, saveHold } from "../store";

/** Lets the triggers of a hold fall, with a reason: they open nothing, and are not found again. */
export const dismissHold = command({
  name: "reverification.hold.dismiss",
  permission: "reverification.release",
  input: dismissHoldInput,
  subject: ({ id }) => ({ type: HOLD_ITEM, id }),
  async handle(scope, { id, version, reason }) {
    const hold = await lockHold(scope, id);
    const decision = decideHold(hold, version, "dismissed");
    if (!decision.ok) return decision;
    await saveHold(scope, hold, "dismissed", reason);
    const fallen =
      await scope.tx.execute(sql`update reverification_triggers set state = 'dismissed', version = version + 1
      where hold_id = ${hold.id}::uuid and state = 'held'`);
    await closeItems(scope.tx, scope.actor, { kind: HOLD_ITEM, subjectIds: [hold.id] }, scope.now);
    return committed({
      result: { id: hold.id, dismissed: fallen.rowCount ?? 0 },
      audit: [
        {
          kind: "reverification.hold.dismiss",
          subject: { type: HOLD_ITEM, id: hold.id },
          data: { number: hold.number, kind: hold.kind, reason, dismissed: fallen.rowCount ?? 0 },
        },
      ],
    });
  },
});
