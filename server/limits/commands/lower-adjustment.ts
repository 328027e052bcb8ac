import { lowerAtOnce } from "@/domain/limits/adjustments";
import { lowerInput } from "@/domain/limits/schema";
import { command, committed } from "@/server/kernel/command";
import { takeNumber } from "@/server/kernel/numbers";
import { loadAdjusted, wishOf } from "../adjusting";
import { endAdjustmentRow, inForceOf, insertAdjustment, notePlace, type StoredAdjustment } from "../store";
import { tellChange } from "../telling";

/**
 * Lowers a limit at the customer's word: at once, for the next payment, and nobody else is asked. What held of the limit
 * before ends with it. Refuses what is not lower than what holds.
 */
export const lowerAdjustment = command({
  name: "limits.adjustment.lower",
  permission: "limits.adjust.request",
  input: lowerInput,
  subject: ({ accountId }) => ({ type: "account", id: accountId }),
  async handle(scope, input) {
    const { tx, actor, now, rules } = scope;
    const { account, currency } = await loadAdjusted(scope, input.accountId, { lock: true });
    const lowered = lowerAtOnce({ account, currency, wish: wishOf(input), now }, rules);
    if (!lowered.ok) return lowered;
    const { accountId, kind, value, dayMinor } = input;
    const before = await inForceOf(scope, { accountId, kind });
    for (const old of before) await endAdjustmentRow(scope, old.id, "replaced");
    const id = scope.newId<"limit-adjustment">();
    const number = await takeNumber(tx, "limit-adjustment");
    const { customerId } = account;
    const owner = { type: "customer", id: customerId, retentionClass: "casework" } as const;
    const one: StoredAdjustment = {
      id,
      number,
      accountId,
      customerId,
      kind,
      direction: "lowered",
      value,
      dayMinor,
      noteSealed: await scope.vault.seal(owner, notePlace(id), input.note),
      state: "in-force",
      requestedBy: actor.id,
      requestedAt: now,
      approvalId: null,
      endsAt: lowered.value.endsAt,
      version: 1,
    };
    await insertAdjustment(scope, { ...one, startedAt: now });
    const told = await tellChange(scope, one, "set");
    return committed({
      result: { id, number },
      audit: [
        {
          kind: "limits.adjustment.lower",
          subject: { type: "limit-adjustment", id },
          basis: lowered.basis,
          data: {
            number,
            account: accountId,
            limit: kind,
            value: value.toString(),
            replaces: before.map((old) => old.number),
          },
        },
        ...told.audit,
      ],
      events: told.events,
    });
  },
});
