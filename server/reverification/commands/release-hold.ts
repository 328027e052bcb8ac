import { decideHold } from "@/domain/reverification/decisions";
import { releaseHoldInput } from "@/domain/reverification/schema";
import { command, committed } from "@/server/kernel/command";
import { closeItems } from "@/server/worklist/public";
import { absorbHeld, HOLD_ITEM } from "../absorb";
import { lockHold, saveHold } from "../store";

/** Lets the triggers of a hold go ahead: their reviews open now. */
export const releaseHold = command({
  name: "reverification.hold.release",
  permission: "reverification.release",
  input: releaseHoldInput,
  subject: ({ id }) => ({ type: HOLD_ITEM, id }),
  async handle(scope, { id, version }) {
    const hold = await lockHold(scope, id);
    const decision = decideHold(hold, version, "released");
    if (!decision.ok) return decision;
    await saveHold(scope, hold, "released", null);
    const opened = await absorbHeld(scope, hold.id);
    await closeItems(scope.tx, scope.actor, { kind: HOLD_ITEM, subjectIds: [hold.id] }, scope.now);
    return committed({
      result: { id: hold.id, opened },
      audit: [
        {
          kind: "reverification.hold.release",
          subject: { type: HOLD_ITEM, id: hold.id },
          data: { number: hold.number, kind: hold.kind, held: hold.held, opened },
        },
      ],
    });
  },
});
